// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { OpenState, ProfileSummary } from '../../../src/domain/app-state';
import type { Explained } from '../../../src/domain/inquiry';
import type { Origin } from '../../../src/domain/site';
import { SiteView } from '../../../src/popup/views/site-view';
import type { Command } from '../../../src/protocol/messages';
import { profileOf, stateOf } from '../../support/app-states';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));
beforeEach(() => {
  // The test's DOM has no popovers.
  Object.assign(HTMLElement.prototype, { showPopover: () => {} });
});
afterEach(cleanup);

const origin = 'https://api.test' as Origin;
const ADA = { ...profileOf(1, [origin]), name: 'Ada' };
const PROXY = extra(2, 'Proxy', 'X-Proxy');
const TAKEN = extra(3, 'Other user', 'AUTHORIZATION');

function extra(index: number, name: string, header: string): ProfileSummary {
  const profile = profileOf(index, [origin]);
  return {
    ...profile,
    name,
    isExtra: true,
    headers: profile.headers.map((each) => ({ ...each, headerNames: [header] })),
  };
}

interface Shown {
  readonly profiles?: readonly ProfileSummary[];
  readonly lead?: ProfileSummary | undefined;
  readonly on?: readonly ProfileSummary[];
  readonly explained?: Explained;
}

function draw({ profiles = [ADA, PROXY, TAKEN], lead, on = [], explained }: Shown) {
  const sent: Command[] = [];
  const ignore = () => {};
  const state: OpenState = {
    ...stateOf(profiles, lead ? { [origin]: lead.id } : {}),
    extras: on.length > 0 ? { [origin]: on.map(({ id }) => id) } : {},
  };
  render(
    <SiteView
      origin={origin}
      tab={{ id: 1, url: `${origin}/`, isPrivate: false }}
      state={state}
      act={async (command) => sent.push(command) > 0}
      send={async () => ({ ok: true })}
      // Cast: the only query that these states need.
      ask={async () => explained as never}
      seen={{}}
      onResume={ignore}
      onWhy={ignore}
      onAdd={ignore}
      onEdit={ignore}
      onDuplicate={ignore}
      onSignIn={ignore}
    />,
  );
  return sent;
}

const boxes = () => screen.findAllByRole<HTMLInputElement>('checkbox');
const radio = (name: RegExp) => screen.getByRole<HTMLInputElement>('radio', { name });

describe('the extras of a site', () => {
  it('are check boxes, and no choice of the profile', async () => {
    draw({ lead: ADA, on: [PROXY] });

    expect((await boxes()).map(({ checked }) => checked)).toEqual([true, false]);
    expect(screen.getAllByRole('radio')).toHaveLength(3);
    expect(radio(/^Ada/).checked).toBe(true);
    expect(
      screen.getByRole('group', { name: 'Extras, sent with the picked profile' }),
    ).toBeDefined();
  });

  it('cost nothing where the site has none', () => {
    draw({ profiles: [ADA], lead: ADA });

    expect(screen.getAllByRole('radio')).toHaveLength(2);
    expect(screen.queryByRole('checkbox')).toBeNull();
  });

  it('are turned on and off one by one', async () => {
    const sent = draw({ lead: ADA, on: [PROXY] });
    const [proxy, taken] = await boxes();

    fireEvent.click(taken as HTMLElement);
    fireEvent.click(proxy as HTMLElement);

    const command = { type: 'pick/extra', origin };
    expect(sent).toEqual([
      { ...command, profileId: TAKEN.id, isOn: true },
      { ...command, profileId: PROXY.id, isOn: false },
    ]);
  });

  it('name the header that the picked profile sets, and that profile', async () => {
    draw({ lead: ADA, on: [PROXY, TAKEN] });

    const [, taken] = await boxes();
    const said = 'AUTHORIZATION of this extra is not sent here, because “Ada” sends that header.';
    expect(
      document.getElementById(taken?.getAttribute('aria-describedby') ?? '')?.textContent,
    ).toBe(said);
    expect(screen.getAllByText(/is not sent here/)).toHaveLength(1);
  });

  it('say that none is sent where the site is off', async () => {
    const sent = draw({ on: [PROXY, TAKEN] });

    await boxes();
    expect(screen.getByText(/^The site is off, so no extra is sent/)).toBeDefined();
    expect(screen.queryByText(/is not sent here/)).toBeNull();
    expect(radio(/^Off/).checked).toBe(true);

    fireEvent.click(radio(/^Extras only/));
    expect(sent).toEqual([{ type: 'pick/extras-alone', origin }]);
  });

  it('go alone only if one is on', () => {
    draw({ lead: ADA });

    expect(radio(/^Extras only/).disabled).toBe(true);
  });

  it('that go alone are the checked choice', async () => {
    draw({ lead: PROXY, on: [PROXY, TAKEN] });

    await boxes();
    expect(radio(/^Extras only/).checked).toBe(true);
    expect(screen.queryByText(/is not sent here/)).toBeNull();
  });

  it('say why the address of the tab does not carry one', async () => {
    const verdict = { cause: 'navigation-not-covered', strict: true } as const;
    draw({
      lead: ADA,
      on: [PROXY],
      explained: {
        ok: true,
        carries: [],
        extras: [{ profileId: PROXY.id, name: 'Proxy', verdict }],
      },
    });

    expect(await screen.findByText(/^This address was opened directly/)).toBeDefined();
  });
});
