import { describe, expect, it } from 'vitest';
import type { ProfileId } from '../../src/domain/profile';
import type { Origin } from '../../src/domain/site';
import {
  asInTab,
  onlyOfTabs,
  type SiteId,
  type TabPick,
  withoutProfiles,
  withoutTabPick,
  withTabPick,
  withTabRenamed,
} from '../../src/domain/tab-picks';
import { isInScope } from '../../src/domain/tab-scope';

// Casts: the names of these tests.
const [A, B] = ['a', 'b'] as string[] as [ProfileId, ProfileId];
const [S, T] = ['s', 't'] as string[] as [SiteId, SiteId];
const API = 'https://api.test' as Origin;
const OTHER = 'https://other.test' as Origin;

const picks = withTabPick(withTabPick(withTabPick({}, 1, S, A), 1, T, null), 2, S, B);

describe('the picks of tabs', () => {
  it('are one for each tab and site', () => {
    expect(picks).toEqual({ 1: { s: 'a', t: null }, 2: { s: 'b' } });
    expect(withTabPick(picks, 1, S, B)).toEqual({ 1: { s: 'b', t: null }, 2: { s: 'b' } });
    expect(withoutTabPick(picks, 1, S)).toEqual({ 1: { t: null }, 2: { s: 'b' } });
    expect(withoutTabPick(picks, 2, S)).toEqual({ 1: { s: 'a', t: null } });
    expect(withoutTabPick(picks, 3, S)).toEqual(picks);
  });

  it('end with the tab, and go with its other id', () => {
    expect(onlyOfTabs(picks, (tabId) => tabId === 2)).toEqual({ 2: { s: 'b' } });
    expect(onlyOfTabs(picks, () => true)).toBe(picks);
    expect(withTabRenamed(picks, 2, 9)).toEqual({ 1: { s: 'a', t: null }, 9: { s: 'b' } });
    expect(withTabRenamed(picks, 8, 9)).toEqual(picks);
  });

  it('are off where the profile is gone', () => {
    expect(withoutProfiles(picks, (id) => id === A)).toEqual({
      1: { s: 'a', t: null },
      2: { s: null },
    });
    expect(withoutProfiles(picks, () => true)).toBe(picks);
  });
});

it('a state is seen with the picks of one tab', () => {
  const tabPicks: readonly TabPick[] = [
    { tabId: 1, origin: API, profileId: B },
    { tabId: 2, origin: API },
  ];
  const state = { picks: { [API]: A }, tabPicks };

  expect(asInTab(state, 1).picks[API]).toBe(B);
  expect(asInTab(state, 2).picks[API]).toBeUndefined();
  for (const tabId of [3, -1, undefined]) expect(asInTab(state, tabId)).toBe(state);
});

it('a tab with its own pick does not end with the pick of the site', () => {
  const tabPicks: readonly TabPick[] = [{ tabId: 1, origin: API, profileId: B }];
  const state = { picks: { [API]: A }, tabPicks, pickEnds: { [API]: 'soon', [OTHER]: 'later' } };

  expect(asInTab(state, 1).pickEnds).toEqual({ [OTHER]: 'later' });
  expect(asInTab(state, 2).pickEnds).toEqual(state.pickEnds);
  const ended = { picks: {}, tabPicks, endedPicks: { [API]: 'time', [OTHER]: 'start' } };
  expect(asInTab(ended, 1).endedPicks).toEqual({ [OTHER]: 'start' });
});

it('a scope says which requests are meant', () => {
  const tabs = [-1, 0, 1, 2];
  const meant = (scope: Parameters<typeof isInScope>[0]) =>
    tabs.filter((tab) => isInScope(scope, tab));

  expect(meant(undefined)).toEqual(tabs);
  expect(meant({ only: [1] })).toEqual([1]);
  expect(meant({ not: [1] })).toEqual([0, 2]);
  expect(meant({ not: [] })).toEqual([0, 1, 2]);
});
