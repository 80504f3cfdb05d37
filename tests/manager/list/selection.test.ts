import { describe, expect, it } from 'vitest';
import type { Origin } from '../../../src/domain/site';
import {
  idsBetween,
  NOTHING,
  rowOf,
  sharedSite,
  shownOf,
  withProfiles,
} from '../../../src/manager/list/selection';
import { profileOf, siteOf } from '../../support/app-states';

const ids = [1, 2, 3, 4].map((index) => profileOf(index).id);
const rows = ids.map((id) => rowOf(id, undefined));
const [one, two, three, four] = ids;
const row = (at: number) => rows[at] ?? rowOf(ids[0] ?? profileOf(0).id, undefined);

describe('idsBetween', () => {
  it.each([
    ['downwards', 1, 3, [two, three, four]],
    ['upwards', 3, 1, [two, three, four]],
    ['of one row', 2, 2, [three]],
  ])('takes every row %s', (_, from, to, expected) => {
    expect(idsBetween(rows, row(from).key, row(to))).toEqual(expected);
  });

  it.each([undefined, 'a row that is filtered out'])('takes one row after %s', (from) => {
    expect(idsBetween(rows, from, row(2))).toEqual([three]);
  });
});

describe('withProfiles', () => {
  it('adds and removes', () => {
    const all = withProfiles(NOTHING, ids, true);

    expect([
      ...withProfiles(
        all,
        [two, three].flatMap((id) => id ?? []),
        false,
      ),
    ]).toEqual([one, four]);
  });
});

describe('shownOf', () => {
  it('leaves out what the filter hides', () => {
    expect([...shownOf(new Set(ids), rows.slice(2))]).toEqual([three, four]);
  });

  it('is the same selection if nothing is hidden', () => {
    const selection = new Set(ids);

    expect(shownOf(selection, rows.toReversed())).toBe(selection);
  });
});

describe('sharedSite', () => {
  const [SHARED, OTHER] = [siteOf(8), siteOf(9)] as const;

  it.each<[string, readonly (readonly Origin[])[], Origin | undefined]>([
    ['two profiles have', [[SHARED], [OTHER], [OTHER, SHARED]], OTHER],
    ['one profile has twice', [[SHARED, SHARED]], undefined],
    ['no profile shares', [[SHARED], [OTHER]], undefined],
  ])('names a site that %s', (_, sites, expected) => {
    expect(sharedSite(sites.map((origins, index) => profileOf(index, origins)))).toBe(expected);
  });

  it('counts no extra, which goes beside the other', () => {
    const extra = { ...profileOf(1, [SHARED]), isExtra: true as const };

    expect(sharedSite([profileOf(0, [SHARED]), extra])).toBeUndefined();
  });
});
