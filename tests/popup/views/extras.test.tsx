// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { OpenState, ProfileSummary } from '../../../src/domain/app-state';
import type { Explained } from '../../../src/domain/inquiry';
import { parsePathScope } from '../../../src/domain/parse-site';
import type { Origin } from '../../../src/domain/site';
import { loadViews } from '../../../src/popup/views/on-demand';
import { SiteView } from '../../../src/popup/views/site-view';
import type { Ask, Command, Request } from '../../../src/protocol/messages';
import { profileOf, stateOf } from '../../support/app-states';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));
// The import takes seconds on a busy machine.
beforeAll(async () => void (await loadViews()));
beforeEach(() => {
  // The test's DOM has no popovers.
  Object.assign(HTMLElement.prototype, { showPopover: () => {} });
});
afterEach(cleanup);

const origin = 'https://api.test' as Origin;
/** A site below a path. */
const ROOTED = { origin, path: parsePathScope('/v1') };
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
    schemes: [{ id: 'bearer', fields: [{ name: 'token', kind: 'secret' }] }],
  };
  render(
    <SiteView
      origin={origin}
      tab={{ id: 1, url: `${origin}/`, isPrivate: false }}
      state={state}
      act={async (command) => sent.push(command) > 0}
      send={async () => ({ ok: true })}
      // Cast: the only two queries that these states need.
      ask={
        (async ({ type }: Request) =>
          type === 'replacement/check' ? [] : explained) as unknown as Ask
      }
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

/** The other check box of the popup is for the tab. */
const OF_EXTRAS = { name: /^(?!Only in this tab)/ };
const boxes = () => screen.findAllByRole<HTMLInputElement>('checkbox', OF_EXTRAS);
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
    expect(screen.queryByRole('checkbox', OF_EXTRAS)).toBeNull();
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

  it.each([
    ['no-header-here', 'This extra has no header for this site, so it sends none here.'],
    ['headers-off', 'This extra’s header for this site is switched off, so it is not sent.'],
  ] as const)('say %s of themselves, not of the selected profile', async (cause, said) => {
    const extras = [{ profileId: PROXY.id, name: 'Proxy', verdict: { cause } }];
    draw({ lead: ADA, on: [PROXY], explained: { ok: true, carries: [], extras } });

    expect(await screen.findByText(said)).toBeDefined();
  });

  it('say which header failed, but not of one that is held back or for another site', async () => {
    const failed = { state: 'failed', failure: { code: 'token-client-refused' } } as const;
    const failing = (profile: ProfileSummary) => ({
      ...profile,
      headers: profile.headers.map((each) => ({ ...each, status: failed })),
    });
    const elsewhere = { ...extra(4, 'Elsewhere', 'X-Other'), sites: [ROOTED] };
    const [header] = elsewhere.headers;
    if (!header) throw new Error('no header');
    const narrow = failing({
      ...elsewhere,
      headers: [{ ...header, paths: [parsePathScope('/v2')] }],
    });
    const profiles = [ADA, failing(PROXY), failing(TAKEN), narrow];
    draw({ profiles, lead: ADA, on: profiles.slice(1) });

    await boxes();
    expect(screen.getAllByText(/X-Proxy/)).toHaveLength(1);
    expect(screen.queryAllByText(/X-Other/)).toEqual([]);
    expect(screen.getAllByText(/AUTHORIZATION/)).toHaveLength(1);
  });

  it('say that a credential is due', async () => {
    const rotation = { since: 0, ageDays: 93, dueInDays: -3 };
    const due = { ...PROXY, rotateEveryDays: 90, rotation };
    const profiles = [ADA, due, { ...due, id: TAKEN.id }];
    draw({ profiles, lead: ADA, on: [due] });

    await boxes();
    expect(screen.getAllByText(/^This credential is 93 days old/)).toHaveLength(1);

    cleanup();
    draw({ profiles, lead: due, on: [due] });
    await boxes();
    expect(screen.getAllByText(/^This credential is 93 days old/)).toHaveLength(1);
  });

  it.each([
    ['is saved, which offers a reload', 'Save', true],
    ['is not replaced', 'Cancel', false],
  ])('get the focus back when their secret %s', async (_, name, isSaved) => {
    const [header] = PROXY.headers;
    if (!header) throw new Error('no header');
    const proxy = { ...PROXY, headers: [{ ...header, schemeId: 'bearer' as const }] };
    draw({ profiles: [ADA, proxy], lead: ADA, on: [proxy] });
    const [box] = await boxes();
    fireEvent.click(screen.getByRole('button', { name: 'More for Proxy' }));
    fireEvent.click(await screen.findByText('Replace token'));
    const field = await screen.findByLabelText<HTMLInputElement>('Token');
    fireEvent.input(field, { target: { value: 'new' } });

    fireEvent.click(await screen.findByRole('button', { name }));

    await waitFor(() => expect(screen.queryByLabelText('Token')).toBeNull());
    expect(document.activeElement).toBe(box);
    expect(screen.queryAllByText('Reload to apply this change.')).toHaveLength(Number(isSaved));
  });

  it.each([
    ['ContextMenu', {}],
    ['F10', { shiftKey: true }],
  ])('open their menu by %s', async (key, more) => {
    draw({ lead: ADA, on: [PROXY] });
    const [box] = await boxes();

    fireEvent.keyDown(box as HTMLElement, { key, ...more });

    expect(await screen.findByText('Edit')).toBeDefined();
    expect(
      screen.getByRole('button', { name: 'More for Proxy' }).getAttribute('aria-expanded'),
    ).toBe('true');
  });

  it('open their menu by the arrow on its button', async () => {
    draw({ lead: ADA, on: [PROXY] });
    await boxes();

    fireEvent.keyDown(screen.getByRole('button', { name: 'More for Proxy' }), { key: 'ArrowDown' });

    expect(await screen.findByText('Edit')).toBeDefined();
  });
});
