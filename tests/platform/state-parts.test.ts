import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWhole, type OpenState } from '../../src/domain/app-state';
import type { Origin } from '../../src/domain/site';
import { divide, WHOLE_UP_TO } from '../../src/platform/divide-state';
import { HEAD_PROFILES, partOf, putTogether } from '../../src/platform/state-parts';
import { profileOf, siteOf, stateOf, stateOfMany } from '../support/app-states';

/** Profiles of one or several sites out of few, so that they share them, some of them picked. */
const states = fc
  .array(
    fc.record({
      sites: fc.uniqueArray(fc.nat(90), { minLength: 1, maxLength: 3 }),
      picked: fc.boolean(),
      allowed: fc.boolean(),
      hasExtra: fc.boolean(),
    }),
    { minLength: WHOLE_UP_TO + 1, maxLength: 150 },
  )
  .map((drafts) => {
    const profiles = drafts.map(({ sites }, index) => profileOf(index, sites.map(siteOf)));
    const picked = drafts.flatMap((draft, index) =>
      draft.picked ? draft.sites.map((site) => [siteOf(site), profiles[index]?.id] as const) : [],
    );
    const allowed = drafts.flatMap((draft) => (draft.allowed ? draft.sites.map(siteOf) : []));
    const state = stateOf(profiles, Object.fromEntries(picked));
    const extras = drafts.flatMap((draft, index) =>
      draft.hasExtra
        ? draft.sites.map((site) => [siteOf(site), [profiles[index]?.id]] as const)
        : [],
    );
    return {
      ...state,
      // Cast: each has an id.
      extras: Object.fromEntries(extras) as OpenState['extras'],
      allowed: state.allowed.filter((origin) => allowed.includes(origin)),
    };
  });

const originsOf = ({ profiles }: Pick<OpenState, 'profiles'>): readonly Origin[] =>
  profiles.flatMap(({ sites }) => sites.map(({ origin }) => origin));

/** The pick and the extras of each of the origins, and whether the browser allows it there. */
const picksOn = (origins: readonly Origin[], { picks, extras, allowed }: OpenState) =>
  origins.map((origin) => [origin, picks[origin], extras[origin], allowed.includes(origin)]);

/** Sorted, since the order of origins does not matter. */
const sorted = (state: OpenState) => ({ ...state, allowed: state.allowed.toSorted() });

describe('divide and putTogether', () => {
  it('leave a state of few profiles as it is', () => {
    const state = stateOfMany(WHOLE_UP_TO, 3);

    expect(divide(state)).toEqual({ head: state, parts: [] });
  });

  it('give the whole back from all parts, in any order and as JSON', () => {
    fc.assert(
      fc.property(states, (state) => {
        const { head, parts } = JSON.parse(JSON.stringify(divide(state)));

        expect(sorted(putTogether(head, parts.toReversed()))).toEqual(sorted(state));
        expect(isWhole(putTogether(head, parts))).toBe(true);
      }),
    );
  });

  it('keep a pick of a profile that is no more', () => {
    const many = stateOfMany(WHOLE_UP_TO + 1);
    const gone = stateOf(many.profiles, { [siteOf(999)]: profileOf(999).id });

    const { head, parts } = divide(gone);

    expect(putTogether(head, parts)).toEqual(gone);
  });

  it('tell everything about an origin from its one part', () => {
    fc.assert(
      fc.property(states, fc.nat(95), (state, site) => {
        const { head, parts } = divide(state);
        const origin = siteOf(site);
        const on = ({ profiles }: OpenState) =>
          profiles.filter(({ sites }) => sites.some((each) => each.origin === origin));

        const known = putTogether(
          head,
          parts.filter((_, index) => index === partOf(origin)),
        );

        expect(on(known)).toEqual(on(state));
        expect(picksOn([origin], known)).toEqual(picksOn([origin], state));
        expect(known.profileCount).toBe(state.profiles.length);
      }),
    );
  });

  it('show no profile, of the head or of a part, without its picks', () => {
    fc.assert(
      fc.property(states, fc.nat(95), (state, site) => {
        const { head, parts } = divide(state);
        const mine = parts.filter((_, index) => index === partOf(siteOf(site)));

        for (const known of [head, putTogether(head, mine)]) {
          expect(picksOn(originsOf(known), known)).toEqual(picksOn(originsOf(known), state));
        }
      }),
    );
  });

  it('keep the head small and in list order, however many are picked', () => {
    const state = stateOfMany(5000, 5000);

    const { head, parts } = divide(state);

    expect(head.profiles).toEqual(state.profiles.slice(0, HEAD_PROFILES));
    expect(Object.keys(head.picks)).toHaveLength(HEAD_PROFILES);
    expect(head.allowed).toHaveLength(HEAD_PROFILES);
    expect(isWhole(head)).toBe(false);
    const largest = Math.max(...parts.map(({ profiles }) => profiles.length));
    // An even spread would be 78.
    expect(largest).toBeLessThan(160);
  });
});
