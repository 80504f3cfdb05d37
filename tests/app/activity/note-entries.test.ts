/** The stored entries, and a popup's view of a site. */
import { describe, expect, it } from 'vitest';
import { type Noted, noteEntries } from '../../../src/app/activity/note-entries';
import { type Activity, type ActivityEntry, NO_ACTIVITY } from '../../../src/domain/activity';
import type { ProfileId } from '../../../src/domain/profile';
import type { Origin } from '../../../src/domain/site';
import type { Verdict } from '../../../src/domain/verdict';

const API = 'https://api.test' as Origin;
const KEY = `7 ${API}`;
const EXTRA = 'debug' as ProfileId;

type Entry = Omit<ActivityEntry, 'id'>;

function entry(change: Partial<Entry> = {}): Entry {
  return {
    at: 1,
    method: 'GET',
    origin: API,
    address: `${API}/v1`,
    type: 'xmlhttprequest',
    tabId: 7,
    profileId: 'ann' as ProfileId,
    headerNames: ['Authorization'],
    verdict: { cause: 'working' },
    remedy: 'none',
    ...change,
  };
}

const told = (cause: 'working' | 'forbidden' | 'refused-otherwise', change: Partial<Entry> = {}) =>
  entry({ verdict: { cause } as Verdict, ...change });
const OPENED = { type: 'main_frame', address: `${API}/` };
const noted = (...entries: Entry[]): Noted[] => entries.map((each) => ({ entry: each }));
const shownAfter = (...entries: Entry[]) =>
  noteEntries(NO_ACTIVITY, noted(...entries)).seen[KEY]?.verdict.cause;

describe('the entries', () => {
  it('are the last 500, each with a number of its own', () => {
    const many = Array.from({ length: 300 }, (_, at) => entry({ at }));

    const first = noteEntries(NO_ACTIVITY, noted(...many));
    const second = noteEntries(first, noted(...many));

    expect(second.entries).toHaveLength(500);
    expect(second.entries[0]).toMatchObject({ id: 101, at: 100 });
    expect(second.entries.at(-1)).toMatchObject({ id: 600, at: 299 });
    expect(second.nextId).toBe(601);
  });

  it('stay the same object without a new entry', () => {
    expect(noteEntries(NO_ACTIVITY, [{}, {}])).toBe(NO_ACTIVITY);
  });
});

describe('the finding of a tab on a site', () => {
  it.each<[string, Entry[], string]>([
    ['the last that works', [told('working'), told('working', { address: `${API}/2` })], 'working'],
    ['a problem rather than what works', [told('working'), told('forbidden')], 'forbidden'],
    [
      'a problem that other addresses do not have',
      [told('forbidden'), told('working', { address: `${API}/v2` })],
      'forbidden',
    ],
    ['no problem that is mended', [told('forbidden'), told('working')], 'working'],
    [
      'no problem of who was picked before',
      [told('forbidden'), told('working', { address: `${API}/2`, profileId: 'bob' as ProfileId })],
      'working',
    ],
    [
      'a problem rather than what an extra alone has got',
      [told('forbidden'), told('working', { profileId: EXTRA, isOfExtra: true })],
      'forbidden',
    ],
    [
      'the picked profile’s, over that of an extra alone',
      [told('forbidden', { profileId: EXTRA, isOfExtra: true }), told('refused-otherwise')],
      'refused-otherwise',
    ],
    ['the page itself, over all', [told('forbidden'), told('working', OPENED)], 'working'],
    [
      'nothing of what a page lacks',
      [told('working', OPENED), told('refused-otherwise', { address: `${API}/favicon.ico` })],
      'working',
    ],
    ['a page that is not there', [told('refused-otherwise', OPENED)], 'refused-otherwise'],
    [
      'what works on a page that is not there',
      [told('refused-otherwise', OPENED), told('working', { address: `${API}/v2` })],
      'working',
    ],
    [
      'the last of two problems',
      [told('forbidden'), entry({ verdict: { cause: 'credentials-refused' } })],
      'credentials-refused',
    ],
  ])('is %s', (_, entries, cause) => {
    expect(shownAfter(...entries)).toBe(cause);
  });

  it('is apart from other tabs and other sites', () => {
    const elsewhere = [{ tabId: 8 }, { origin: 'https://b.test' as Origin }];

    const { seen } = noteEntries(
      NO_ACTIVITY,
      noted(told('forbidden'), ...elsewhere.map((change) => told('working', change))),
    );

    expect(Object.keys(seen)).toEqual([KEY, `8 ${API}`, '7 https://b.test']);
    expect(seen[KEY]?.verdict.cause).toBe('forbidden');
  });

  it('is replaced by the finding of another page that needs no header', () => {
    const page = { tabId: 7, origin: API };
    const before = noteEntries(
      NO_ACTIVITY,
      noted(told('forbidden'), told('forbidden', { tabId: 8 })),
    );

    const left = noteEntries(before, [{ page }]);
    const after = noteEntries(before, [{ page }, { entry: told('working') }]);

    expect(Object.keys(left.seen)).toEqual([`8 ${API}`]);
    expect(left.entries).toEqual(before.entries);
    expect(after.seen[KEY]?.verdict.cause).toBe('working');
  });

  it('is kept for the fifty tabs that were used last', () => {
    const tabs = Array.from({ length: 60 }, (_, tabId) => entry({ tabId, at: tabId }));

    const { seen } = noteEntries(NO_ACTIVITY, noted(...tabs.toReversed()));

    expect(
      Object.values(seen)
        .map(({ tabId }) => tabId)
        .sort((a, b) => a - b),
    ).toEqual(Array.from({ length: 50 }, (_, index) => index + 10));
  });
});

describe('the site that a tab shows', () => {
  it('is known from its request on, and written once', () => {
    const page = { tabId: 7, origin: API };

    const once = noteEntries(NO_ACTIVITY, [{ page }]);

    expect(once.pages).toEqual({ 7: API } satisfies Activity['pages']);
    expect(noteEntries(once, [{ page }])).toBe(once);
  });
});
