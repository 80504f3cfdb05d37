// @vitest-environment happy-dom
/** The notice after a save, and when the manager goes back to the page. */
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { OpenState } from '../../src/domain/app-state';
import type { Origin } from '../../src/domain/site';
import type { SavedProfile } from '../../src/manager/editor/use-profile-edit';
import { SavedNotice } from '../../src/manager/saved-notice';
import { useSaved } from '../../src/manager/use-saved';
import type { HandOver } from '../../src/platform/site-handover';
import { EMPTY_STATE, profileOf, stateOf } from '../support/app-states';
import { asked } from '../support/fake-extension-api';

vi.mock('../../src/platform/extension-api', () => import('../support/fake-extension-api'));
const back = vi.hoisted(() => ({ to: [] as string[], result: 'reloaded' }));
vi.mock('../../src/manager/return-to', () => ({
  returnTo: async ({ site }: HandOver) => {
    back.to.push(site);
    return back.result;
  },
}));

beforeEach(() => {
  back.to.splice(0);
  back.result = 'reloaded';
  asked.splice(0);
  location.hash = '#/';
});
afterEach(cleanup);

const SITE = 'https://api.test' as Origin;
const profile = profileOf(1, [SITE]);
const from = (): HandOver => ({ site: SITE, fromTab: 3, at: Date.now() });

function inForce(status: 'installed' | 'waiting', allowed = true): OpenState {
  const headers = profile.headers.map((header) => ({
    ...header,
    status: status === 'waiting' ? ({ state: status } as const) : { state: status, issuedAt: 0 },
  }));
  const state = stateOf([{ ...profile, headers }], { [SITE]: profile.id });
  return allowed ? state : { ...state, allowed: [] };
}

function draw(state: OpenState = EMPTY_STATE) {
  let saving: ReturnType<typeof useSaved>['noteSaved'] = () => {};
  const Page = (props: { readonly state: OpenState }) => {
    const { saved, noteSaved, allow } = useSaved(props.state);
    saving = noteSaved;
    return (
      <main>
        <SavedNotice saved={saved} onAllow={allow} />
      </main>
    );
  };
  const { rerender } = render(<Page state={state} />);
  return {
    save: (isAllowed: Promise<boolean>, cameFrom?: HandOver, origins = [SITE]) => {
      const saved: SavedProfile = { name: 'Admin', origins, isAllowed };
      return act(() => saving(saved, cameFrom));
    },
    saveMany: (count: number) =>
      act(() =>
        saving({ name: 'Admin', count, origins: [], isAllowed: Promise.resolve(true) }, undefined),
      ),
    show: (next: OpenState) => rerender(<Page state={next} />),
  };
}

const said = () => screen.getByRole('status').textContent;

it('goes back once the browser allows the site and the header is in force', async () => {
  const page = draw(inForce('installed', false));

  await page.save(Promise.resolve(true), from());
  expect(back.to).toEqual([]);

  page.show(inForce('installed'));
  await waitFor(() => expect(back.to).toEqual([SITE]));
});

it('waits for a token from a server', async () => {
  const page = draw(inForce('waiting'));

  await page.save(Promise.resolve(true), from());
  expect(back.to).toEqual([]);

  page.show(inForce('installed'));
  await waitFor(() => expect(back.to).toEqual([SITE]));
});

it('goes back once', async () => {
  const page = draw(inForce('installed'));
  await page.save(Promise.resolve(true), from());
  await waitFor(() => expect(back.to).toEqual([SITE]));

  page.show(inForce('waiting'));
  page.show(inForce('installed'));

  expect(back.to).toEqual([SITE]);
});

it('says what is saved and not allowed, and goes back once the user allows it', async () => {
  const page = draw(inForce('installed', false));

  await page.save(Promise.resolve(false), from());
  await waitFor(() => expect(said()).toContain('“Admin” is saved. The browser has not given'));
  fireEvent.click(screen.getByRole('button', { name: 'Allow on api.test' }));
  expect(asked).toEqual(['https://api.test/*']);
  page.show(inForce('installed'));

  await waitFor(() => expect(back.to).toEqual([SITE]));
});

it.each([
  [0, 'You have all of these profiles already, so nothing was added.'],
  [1, 'Saved “Admin”.'],
  [2, 'Saved 2 profiles.'],
])('says how many profiles a file has brought: %d', async (count, sentence) => {
  await draw().saveMany(count);

  expect(said()).toBe(sentence);
});

it('leaves the focus in the page when the button to allow is gone', async () => {
  const page = draw(inForce('installed', false));
  await page.save(Promise.resolve(false));
  const button = await screen.findByRole('button', { name: 'Allow on api.test' });
  button.focus();

  fireEvent.click(button);

  await waitFor(() => expect(button.isConnected).toBe(false));
  expect(document.activeElement).toBe(screen.getByRole('main'));
});

it('says that it is saved if the page is gone', async () => {
  back.result = 'gone';
  const page = draw(inForce('installed'));

  await page.save(Promise.resolve(true), from());

  await waitFor(() => expect(back.to).toEqual([SITE]));
  expect(said()).toBe('Saved “Admin”.');
});

it('says that a page was not reloaded', async () => {
  back.result = 'needs-reload';
  const page = draw(inForce('installed'));

  await page.save(Promise.resolve(true), from());

  await waitFor(() => expect(said()).toContain('Reload it to use this profile.'));
});

it.each([
  ['the user has come from no page', undefined, [SITE]],
  ['the profile is for another site', from(), ['https://other.test' as Origin]],
  ['the page was handed over long ago', { ...from(), at: 0 }, [SITE]],
])('stays if %s', async (_, cameFrom, origins) => {
  const page = draw(inForce('installed'));

  await page.save(Promise.resolve(true), cameFrom, origins);

  expect(said()).toBe('Saved “Admin”.');
  expect(back.to).toEqual([]);
});

it('stays with a user who has moved on', async () => {
  const page = draw(inForce('waiting'));
  await page.save(Promise.resolve(true), from());

  location.hash = '#/settings';
  await waitFor(() => expect(said()).toBe(''));
  page.show(inForce('installed'));

  expect(back.to).toEqual([]);
});
