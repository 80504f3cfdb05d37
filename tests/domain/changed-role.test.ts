import { describe, expect } from 'vitest';
import { withChangedRole } from '../../src/domain/changed-role';
import type { SitePick } from '../../src/domain/picks';
import type { ProfileId } from '../../src/domain/profile';
import type { Origin } from '../../src/domain/site';
import { proves } from '../support/proves';

// Casts: the parsers would return these types.
const SITE = 'https://a.test' as Origin;
const [ADA, DEBUG, TRACE] = ['ada', 'debug', 'trace'] as readonly string[] as [
  ProfileId,
  ProfileId,
  ProfileId,
];

const changed = (pick: SitePick, isExtra: boolean, held: readonly ProfileId[] = []) =>
  withChangedRole(
    { [SITE]: pick },
    SITE,
    { id: DEBUG, ...(isExtra && { isExtra }) },
    new Set(held),
  )[SITE];

describe('withChangedRole', () => {
  proves('T25', 'an identity goes on as an extra, with those that lose no rival', (tried) => {
    const pick = { identity: DEBUG, extras: [TRACE, ADA] };

    expect(changed(pick, true)).toEqual({ extras: [TRACE, ADA, DEBUG], extrasAlone: true });
    expect(changed(pick, true, [ADA])).toEqual({ extras: [TRACE, DEBUG], extrasAlone: true });
    tried(2);
  });

  proves('T25', 'an extra goes on as the identity only if it went alone, in full', (tried) => {
    const alone = { extras: [TRACE, DEBUG], extrasAlone: true as const };

    expect(changed(alone, false)).toEqual({ identity: DEBUG, extras: [TRACE] });
    expect(changed(alone, false, [DEBUG])).toEqual({ extras: [TRACE], extrasAlone: true });
    expect(changed({ identity: ADA, extras: [DEBUG] }, false)).toEqual({
      identity: ADA,
      extras: [],
    });
    expect(changed({ extras: [DEBUG] }, false)).toBeUndefined();
    tried(4);
  });

  proves('T25', 'a profile that stood in a place that it may not have is sent no more', (tried) => {
    // An older build has dropped the mark of an extra.
    expect(changed({ identity: ADA, extras: [DEBUG] }, true)).toEqual({
      identity: ADA,
      extras: [],
    });
    expect(changed({ extras: [DEBUG], extrasAlone: true }, true)).toBeUndefined();
    expect(changed({ identity: DEBUG, extras: [TRACE] }, false)).toEqual({ extras: [TRACE] });
    tried(3);
  });
});
