// @vitest-environment happy-dom
/** The offers over a page without a profile: a site next door, and a call that was refused. */
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type SeenHere, seenKey } from '../../../src/domain/activity';
import type { OpenState, ProfileSummary } from '../../../src/domain/app-state';
import { callOffer } from '../../../src/domain/call-offer';
import { nearSites } from '../../../src/domain/near-sites';
import type { PageOffers as Offers } from '../../../src/domain/page-offers';
import type { Origin } from '../../../src/domain/site';
import { PageOffers } from '../../../src/popup/views/page-offers';
import type { Command, Reply } from '../../../src/protocol/messages';
import { profileOf, stateOf } from '../../support/app-states';
import { asked } from '../../support/fake-extension-api';
import { proves } from '../../support/proves';
import { refusedCall } from '../../support/refused-call';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));
beforeEach(() => void asked.splice(0));
afterEach(cleanup);

// Casts: as the parsers return them.
const API = 'https://api.example.com' as Origin;
const PORT = 'https://api.example.com:8443' as Origin;
const APP = 'https://app.example.com' as Origin;
const EVIL = 'https://evil.test' as Origin;
const TAB = 7;
const ADMIN: ProfileSummary = { ...profileOf(1, [API]), name: 'Admin' };
const READER: ProfileSummary = { ...profileOf(2, [API]), name: 'Reader' };

const refusedFrom = (page: Origin) =>
  refusedCall({ page, site: API, tabId: TAB, profileId: ADMIN.id });

/** As the background makes them. */
function offersOf({ profiles, picks }: OpenState, seen: SeenHere, page: Origin): Offers {
  const offer = callOffer({ profiles, picks, declinedCalls: [] }, seen, { tabId: TAB, page });
  if (offer) return { refused: { ...offer.call, profileId: offer.profile.id }, near: [] };
  const near = nearSites<ProfileSummary>(profiles, page).map(({ profiles: there, ...site }) => {
    return { ...site, profileIds: there.map(({ id }) => id) };
  });
  return { near };
}

interface Drawn {
  readonly page: Origin;
  readonly profiles?: readonly ProfileSummary[];
  readonly seen?: SeenHere;
  readonly reply?: Reply;
}

async function draw({ page, profiles = [ADMIN], seen = {}, reply = { ok: true } }: Drawn) {
  const sent: Command[] = [];
  const onEdit = vi.fn();
  const picks = Object.fromEntries(profiles.map(({ id, sites }) => [sites[0]?.origin, id]));
  const state = stateOf(profiles, { ...picks, [API]: ADMIN.id });
  let asks = 0;
  let offers = Promise.resolve(offersOf(state, seen, page));
  const view = (seenNow: SeenHere) => (
    <PageOffers
      {...{ state, page, onEdit }}
      seen={seenNow}
      tabId={TAB}
      send={async (command) => {
        sent.push(command);
        return reply;
      }}
      // Cast: it is the one query of the view.
      ask={async () => {
        asks += 1;
        return (await offers) as never;
      }}
      onSaved={() => {}}
    />
  );
  const { rerender } = render(view(seen));
  await act(async () => void (await offers));
  const again = async (seenNow: SeenHere) => {
    offers = Promise.resolve(offersOf(state, seenNow, page));
    const before = asks;
    rerender(view(seenNow));
    await vi.waitFor(() => expect(asks).toBeGreaterThan(before));
    await act(async () => void (await offers));
  };
  return { sent, onEdit, again };
}

const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const text = () => document.body.textContent ?? '';

describe('a site next door', () => {
  it('is offered with each of its profiles', async () => {
    await draw({ page: PORT, profiles: [ADMIN, READER] });

    expect(text()).toContain('You have 2 profiles for api.example.com (another port).');
    expect(screen.getAllByRole('button').map((each) => each.textContent)).toEqual([
      'Use Admin here too',
      'Use Reader here too',
    ]);
  });

  it('is used by one click, which sends the command before the prompt', async () => {
    const { sent } = await draw({ page: PORT });

    press('Use Admin here too');

    expect(sent).toEqual([{ type: 'profile/add-site', profileId: ADMIN.id, origin: PORT }]);
    expect(asked).toEqual(['https://api.example.com/*']);
  });

  it('says why it was refused', async () => {
    await draw({ page: PORT, reply: { ok: false, failure: { code: 'storage-failed' } } });

    press('Use Admin here too');

    await screen.findByRole('alert');
  });

  it('has a search if it has eight profiles', async () => {
    const many = Array.from({ length: 8 }, (_, index) => profileOf(index, [API]));
    await draw({ page: PORT, profiles: many });

    fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'profile 3' } });

    expect(screen.getAllByRole('button').map((each) => each.textContent)).toEqual([
      'Use Profile 3 here too',
    ]);
  });

  it('is not there for a stranger’s page', async () => {
    await draw({ page: EVIL, seen: refusedFrom(EVIL) });

    expect(text()).toBe('Let this page call one of your APIs…');
  });
});

describe('a page that calls a second API while the popup is open', () => {
  proves(['T1', 'T17'], 'does not change the meaning of an offer', async (tried) => {
    const other = 'https://v2.api.example.com' as Origin;
    const reader = { ...profileOf(2, [other]), name: 'Reader' };
    const profiles = [ADMIN, reader];
    const [, first] = Object.entries(refusedFrom(APP))[0] ?? [];
    const second = first && { ...first, id: 2, at: 2, origin: other, profileId: reader.id };
    const { again } = await draw({ page: APP, profiles, seen: refusedFrom(APP) });
    screen.getByRole('button', { name: 'Let this page call as Admin' }).focus();

    await again({ ...refusedFrom(APP), [seenKey(TAB, other)]: second as typeof first & {} });

    expect(text()).not.toContain('Reader');
    tried();
  });
});

describe('a key that has to be confirmed', () => {
  const key = { ...ADMIN, keepsMore: true } as const;
  const reply: Reply = { ok: false, failure: { code: 'confirmation-needed' } };

  it('leads to the editor, and asks for no permission', async () => {
    const { sent, onEdit } = await draw({ page: APP, profiles: [key], reply });

    press('Use Admin here too');

    await vi.waitFor(() => expect(onEdit).toHaveBeenCalledWith(ADMIN.id));
    expect(asked).toEqual([]);
    expect(sent).toHaveLength(1);
  });

  it('gets the prompt at once on another port, which goes no further', async () => {
    await draw({ page: PORT, profiles: [key] });

    press('Use Admin here too');

    expect(asked).toEqual(['https://api.example.com/*']);
  });
});

describe('a refused call', () => {
  it('is offered by name, and says what allowing it means', async () => {
    await draw({ page: APP, seen: refusedFrom(APP) });

    expect(text()).toContain('This page called api.example.com without your header');
    expect(text()).toContain(
      'Every script on app.example.com, on all its ports, can then call api.example.com as Admin',
    );
  });

  it('is allowed by one click, with the permission for the page and the API', async () => {
    const { sent } = await draw({ page: APP, seen: refusedFrom(APP) });

    press('Let this page call as Admin');

    expect(sent).toEqual([{ type: 'profile/add-caller', profileId: ADMIN.id, caller: APP }]);
    expect(asked).toEqual(['https://app.example.com/*', 'https://api.example.com/*']);
  });

  it('is declined by No', async () => {
    const { sent } = await draw({ page: APP, seen: refusedFrom(APP) });

    press('Don’t offer again');

    expect(sent).toEqual([{ type: 'call/decline', caller: APP, site: API }]);
    expect(asked).toEqual([]);
  });
});

proves('T1', 'no offer takes the focus or is the main button', async (tried) => {
  const before = document.activeElement;
  await draw({ page: APP, seen: refusedFrom(APP) });
  for (const button of screen.getAllByRole('button')) {
    expect(button.matches('.primary, [autofocus]'), button.textContent ?? '').toBe(false);
    tried();
  }
  expect(document.activeElement).toBe(before);
});
