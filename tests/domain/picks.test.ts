import { describe, expect, it } from 'vitest';
import {
  identitiesOf,
  identityAt,
  type SitePicks,
  toSitePicks,
  withIdentities,
  withIdentity,
  withoutProfile,
} from '../../src/domain/picks';
import type { ProfileId } from '../../src/domain/profile';
import type { Origin } from '../../src/domain/site';

const [A, B, C] = ['https://a.test', 'https://b.test', 'https://c.test'] as [
  Origin,
  Origin,
  Origin,
];
const [ADA, BOB, PROXY] = ['ada', 'bob', 'proxy'] as [ProfileId, ProfileId, ProfileId];
const PICKS: SitePicks = {
  [A]: { identity: ADA, extras: [] },
  [B]: { identity: BOB, extras: [PROXY] },
  [C]: { extras: [PROXY] },
};

describe('withIdentity', () => {
  it('puts the origin last, and keeps the extras', () => {
    const next = withIdentity(PICKS, B, ADA);

    expect(next[B]).toEqual({ identity: ADA, extras: [PROXY] });
    expect(Object.keys(next)).toEqual([A, C, B]);
  });

  it('adds an origin that was off', () => {
    expect(withIdentity({}, A, ADA)).toEqual({ [A]: { identity: ADA, extras: [] } });
  });

  it('keeps no entry that has neither an identity nor extras', () => {
    expect(Object.keys(withIdentity(PICKS, A, undefined))).toEqual([B, C]);
    expect(withIdentity(PICKS, B, undefined)[B]).toEqual({ extras: [PROXY] });
  });
});

describe('withIdentities', () => {
  it('puts all origins last, in their order; of two for one origin the later counts', () => {
    const next = withIdentities(PICKS, [
      [B, ADA],
      [A, ADA],
      [B, BOB],
    ]);

    expect(next).toEqual({
      [C]: PICKS[C],
      [A]: { ...PICKS[A], identity: ADA },
      [B]: { identity: BOB, extras: [PROXY] },
    });
    expect(Object.keys(next)).toEqual([C, A, B]);
  });
});

describe('withoutProfile', () => {
  it('takes a profile off every origin, as the identity and as an extra', () => {
    expect(withoutProfile(PICKS, ADA)).toEqual({ [B]: PICKS[B], [C]: PICKS[C] });
    expect(withoutProfile(PICKS, PROXY)).toEqual({
      [A]: PICKS[A],
      [B]: { identity: BOB, extras: [] },
    });
  });

  it('takes it off no other origins than those it has left', () => {
    const both = { ...PICKS, [B]: { identity: ADA, extras: [] } };

    expect(withoutProfile(both, ADA, (origin) => origin === B)).toEqual({
      [A]: PICKS[A],
      [C]: PICKS[C],
    });
  });
});

describe('identities', () => {
  it('are there for the origins that have one, in order', () => {
    expect(Object.entries(identitiesOf(PICKS))).toEqual([
      [A, ADA],
      [B, BOB],
    ]);
    expect([identityAt(PICKS, B), identityAt(PICKS, C)]).toEqual([BOB, undefined]);
    expect(identityAt(PICKS, 'constructor' as Origin)).toBeUndefined();
  });

  it('of an older format become picks without extras', () => {
    expect(toSitePicks({ [A]: ADA, [B]: undefined })).toEqual({
      [A]: { identity: ADA, extras: [] },
    });
  });
});
