import { describe, expect, it } from 'vitest';
import {
  identitiesOf,
  identityAt,
  type SitePicks,
  sentBy,
  sentPicks,
  toSitePicks,
  withExtra,
  withExtrasAlone,
  withIdentities,
  withIdentity,
  withoutProfile,
  withUsed,
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

describe('extras', () => {
  const alone = { extras: [PROXY], extrasAlone: true as const };

  it('are sent beside an identity, and without one only if they go alone', () => {
    expect([PICKS[A], PICKS[B], PICKS[C], alone].map((pick) => pick && sentBy(pick))).toEqual([
      [ADA],
      [BOB, PROXY],
      [],
      [PROXY],
    ]);
    expect(sentPicks(PICKS)).toEqual([
      [A, ADA],
      [B, BOB],
      [B, PROXY],
    ]);
  });

  it('are turned on and off where they are, each once', () => {
    expect(withExtra(PICKS, A, PROXY, true)[A]).toEqual({ identity: ADA, extras: [PROXY] });
    expect(withExtra(PICKS, B, PROXY, true)[B]).toEqual(PICKS[B]);
    expect(withExtra(PICKS, C, PROXY, false)[C]).toBeUndefined();
    expect(withExtra({ [A]: alone }, A, PROXY, false)).toEqual({});
    expect(Object.keys(withExtra(PICKS, A, PROXY, true))).toEqual([A, B, C]);
  });

  it('go alone in place of the identity; with none on, the origin is off', () => {
    expect(withExtrasAlone(PICKS, B)[B]).toEqual(alone);
    expect(withExtrasAlone(PICKS, C)[C]).toEqual(alone);
    expect(withExtrasAlone(PICKS, A)[A]).toBeUndefined();
  });

  it('end to go alone with a pick, and with Off', () => {
    expect(withIdentity({ [A]: alone }, A, ADA)[A]).toEqual({ identity: ADA, extras: [PROXY] });
    expect(withIdentity({ [A]: alone }, A, undefined)[A]).toEqual({ extras: [PROXY] });
  });

  it('that are used go beside an identity, and alone where the origin is off', () => {
    const extra = { id: ADA, isExtra: true as const };

    expect(withUsed(PICKS, extra, [B, C])).toEqual({
      [A]: PICKS[A],
      [B]: { identity: BOB, extras: [PROXY, ADA] },
      [C]: { extras: [ADA], extrasAlone: true },
    });
    expect(withUsed({ [A]: alone }, extra, [A])[A]).toEqual({
      extras: [PROXY, ADA],
      extrasAlone: true,
    });
  });
});
