// @vitest-environment happy-dom
/** Lets the page of the tab call an API: choose, read what it means, allow; and what follows. */
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { OpenState, ProfileSummary } from '../../../src/domain/app-state';
import type { Origin } from '../../../src/domain/site';
import { CallFromHere } from '../../../src/popup/views/call-from-here';
import type { Command } from '../../../src/protocol/messages';
import { profileOf, stateOf } from '../../support/app-states';
import { asked, browser } from '../../support/fake-extension-api';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));
beforeEach(() => void asked.splice(0));
afterEach(() => {
  vi.restoreAllMocks();
  cleanup();
});

// Casts: as the parsers return them.
const API = 'https://api.example.com' as Origin;
const APP = 'https://app.test' as Origin;
const ADMIN: ProfileSummary = { ...profileOf(1, [API]), name: 'Admin' };
const OPEN = 'Let this page call one of your APIs…';

function draw(
  profiles: readonly ProfileSummary[],
  { page = APP, picks = { [API]: ADMIN.id } }: { page?: Origin; picks?: OpenState['picks'] } = {},
) {
  const sent: Command[] = [];
  const onEdit = vi.fn();
  const onSaved = vi.fn();
  const state = stateOf(profiles, picks);
  render(
    <CallFromHere
      {...{ state, page, onEdit, onSaved }}
      tabId={7}
      seen={{}}
      send={async (command) => {
        sent.push(command);
        return { ok: true };
      }}
      ask={async () => undefined}
    />,
  );
  return { sent, onEdit, onSaved };
}

const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const text = () => document.body.textContent ?? '';

describe('choosing', () => {
  it('says what it means before it asks for anything', () => {
    const { sent } = draw([ADMIN]);

    press(OPEN);

    expect(text()).toContain(
      'Every script on app.test, on all its ports, can then call api.example.com as Admin and read what CORS allows.',
    );
    expect([sent, asked]).toEqual([[], []]);
  });

  it('allows at one click, with the prompt', async () => {
    const { sent, onSaved } = draw([ADMIN]);
    press(OPEN);

    press('Let this page call as Admin');

    expect(sent).toEqual([{ type: 'profile/add-caller', profileId: ADMIN.id, caller: APP }]);
    expect(asked).toEqual(['https://app.test/*', 'https://api.example.com/*']);
    await vi.waitFor(() => expect(onSaved).toHaveBeenCalledOnce());
  });

  it('chooses among several, none of them in advance', () => {
    const { sent } = draw([ADMIN, { ...profileOf(2), name: 'Reader' }]);
    press(OPEN);
    expect(screen.queryByRole('button', { name: /^Let this page call as/ })).toBeNull();

    fireEvent.click(screen.getByRole('radio', { name: /^Reader/ }));
    press('Let this page call as Reader');

    expect(sent).toMatchObject([{ profileId: 'profile-2' }]);
  });

  it('searches from eight profiles on', () => {
    draw(Array.from({ length: 8 }, (_, index) => profileOf(index)));
    press(OPEN);

    fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'profile 5' } });

    expect(screen.getAllByRole('radio')).toHaveLength(1);
  });

  it('can be left', () => {
    draw([ADMIN]);
    press(OPEN);

    press('Cancel');

    expect(screen.getByRole('button', { name: OPEN })).toBeDefined();
  });
});

it.each([
  ['over plain http', [ADMIN], 'http://app.test'],
  ['without a profile', [], APP],
  ['over another port of the only API', [ADMIN], `${API}:8443`],
])('offers nothing %s', (_, profiles, page) => {
  draw(profiles, { page: page as Origin });

  expect(text()).toBe('');
});

describe('a page that may call', () => {
  const letIn = { ...ADMIN, callers: ['https://app.test:8443' as Origin] };

  it('says so, and allows the page in the browser', async () => {
    draw([letIn]);

    expect(text()).toContain('Scripts on app.test can call api.example.com as Admin.');
    fireEvent.click(await screen.findByRole('button', { name: 'Allow on app.test' }));
    expect(asked).toEqual(['https://app.test/*', 'https://api.example.com/*']);
  });

  it('says nothing of a reload before anything has changed', async () => {
    vi.spyOn(browser.permissions, 'contains').mockResolvedValue(true);
    draw([letIn]);

    await vi.waitFor(() => expect(screen.queryByRole('button', { name: /^Allow/ })).toBeNull());
    expect(screen.queryByRole('button', { name: 'Reload page' })).toBeNull();
  });

  it('tells when the browser has allowed the page', async () => {
    vi.spyOn(browser.permissions, 'request').mockResolvedValue(true);
    const { onSaved } = draw([letIn]);

    fireEvent.click(await screen.findByRole('button', { name: 'Allow on app.test' }));

    await vi.waitFor(() => expect(onSaved).toHaveBeenCalledOnce());
  });

  it('offers to use the profile on the API if it is not in use there', async () => {
    const { sent, onSaved } = draw([letIn], { picks: {} });

    expect(text()).toContain('Admin is not in use on api.example.com');
    press('Use Admin there');

    expect(sent).toEqual([{ type: 'pick/set', origin: API, profileId: ADMIN.id }]);
    await vi.waitFor(() => expect(onSaved).toHaveBeenCalledOnce());
  });

  it('leads to the editor, where the caller can be removed', () => {
    const { onEdit } = draw([letIn]);

    press('Edit');

    expect(onEdit).toHaveBeenCalledExactlyOnceWith(ADMIN.id);
  });
});
