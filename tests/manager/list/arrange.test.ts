import { describe, expect, it } from 'vitest';
import type { ProfileSummary } from '../../../src/domain/app-state';
import type { Picks } from '../../../src/domain/picks';
import type { Origin } from '../../../src/domain/site';
import {
  groupedBySite,
  hasSharedSite,
  SORT_ORDERS,
  sorted,
} from '../../../src/manager/list/arrange';
import { profileOf, siteOf, stateOf } from '../../support/app-states';

const [ONE, TWO, THREE] = [siteOf(1), siteOf(2), siteOf(3)] as const;

function named(index: number, name: string, changes: Partial<ProfileSummary> = {}) {
  return { ...profileOf(index), name, ...changes };
}

const namesOf = (profiles: readonly ProfileSummary[]) => profiles.map(({ name }) => name);

describe('sorted', () => {
  it('by name goes by numbers and not by case', () => {
    const profiles = ['robot 10', 'Robot 2', 'ada'].map((name, index) => named(index, name));

    expect(namesOf(sorted(profiles, 'name', stateOf(profiles)))).toEqual([
      'ada',
      'Robot 2',
      'robot 10',
    ]);
  });

  it('by use begins with those in use, then the last picked, then the others by name', () => {
    const profiles = [
      named(1, 'never b'),
      named(2, 'never a'),
      named(3, 'yesterday', { pickedAt: 1 }),
      named(4, 'today', { pickedAt: 2 }),
      named(5, 'in use for long', { pickedAt: 0 }),
      named(6, 'in use', { pickedAt: 3 }),
    ];
    const [, , , , fifth, sixth] = profiles;
    const picks = { [siteOf(5)]: fifth?.id, [siteOf(6)]: sixth?.id };

    expect(namesOf(sorted(profiles, 'use', stateOf(profiles, picks)))).toEqual([
      'in use',
      'in use for long',
      'today',
      'yesterday',
      'never a',
      'never b',
    ]);
  });

  it('by age begins with the oldest credential, and ends with the unknown', () => {
    const rotation = (since: number) => ({ rotation: { since, ageDays: 0 } });
    const profiles = [
      named(1, 'unknown b'),
      named(2, 'new', rotation(2)),
      named(3, 'unknown a'),
      named(4, 'old', rotation(1)),
    ];

    expect(namesOf(sorted(profiles, 'age', stateOf(profiles)))).toEqual([
      'old',
      'new',
      'unknown a',
      'unknown b',
    ]);
  });

  it.each(SORT_ORDERS)('by %s loses no profile and invents none, in any order', (order) => {
    const profiles = Array.from({ length: 200 }, (_, index) =>
      named(index, `Name ${(index * 7919) % 13}`, { pickedAt: (index * 31) % 5 }),
    );
    const state = stateOf(profiles, { [ONE]: profiles[1]?.id });
    const ids = (all: readonly ProfileSummary[]) => all.map(({ id }) => id);

    const forwards = sorted(profiles, order, state);
    const again = sorted(forwards.toReversed(), order, state);

    expect(ids(forwards).toSorted()).toEqual(ids(profiles).toSorted());
    // Equal ones may change places; what they are sorted by does not.
    expect(again.map(({ name, pickedAt }) => [name, order === 'use' && pickedAt])).toEqual(
      forwards.map(({ name, pickedAt }) => [name, order === 'use' && pickedAt]),
    );
  });
});

describe('groupedBySite', () => {
  const ada = named(1, 'ada', { sites: profileOf(1, [TWO, ONE]).sites });
  const bob = named(2, 'bob', { sites: profileOf(2, [TWO]).sites });
  const groups = (order: 'name' | 'use', picks: object = {}) =>
    groupedBySite([ada, bob], order, picks as Picks).map(({ origin, profiles }) => [
      origin,
      ...namesOf(profiles),
    ]);

  it('puts a profile under each of its sites, and sorts these by name', () => {
    expect(groups('name')).toEqual([
      [ONE, 'ada'],
      [TWO, 'ada', 'bob'],
    ]);
  });

  it('leaves the sites in the order of their first profiles, if that is not by name', () => {
    expect(groups('use').map(([origin]) => origin)).toEqual([TWO, ONE]);
  });

  it('puts the picked profile first, on its site alone', () => {
    expect(groups('name', { [TWO]: bob.id })).toEqual([
      [ONE, 'ada'],
      [TWO, 'bob', 'ada'],
    ]);
  });

  it('names a profile once under a site where it has two paths', () => {
    const [site] = bob.sites;
    const twice = { ...bob, sites: [...bob.sites, { ...site, path: '/v2' }] } as ProfileSummary;

    expect(groupedBySite([twice], 'name', {}).map(({ profiles }) => profiles.length)).toEqual([1]);
  });
});

describe('hasSharedSite', () => {
  it.each<[boolean, string, readonly (readonly Origin[])[]]>([
    [false, 'one site', [[ONE], [ONE]]],
    [false, 'a site each', [[ONE], [TWO]]],
    [false, 'a profile with several', [[ONE, TWO]]],
    [true, 'several sites, one of them shared', [[ONE], [TWO], [ONE]]],
    [
      true,
      'a site shared by one with several',
      [
        [ONE, TWO],
        [THREE, TWO],
      ],
    ],
  ])('is %s for %s', (expected, _, sites) => {
    expect(hasSharedSite(sites.map((origins, index) => profileOf(index, origins)))).toBe(expected);
  });
});
