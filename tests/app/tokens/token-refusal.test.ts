import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TokenState } from '../../../src/app/session';
import { afterUse, wantsNew } from '../../../src/app/tokens/token-refusal';
import type { HeaderSpecId } from '../../../src/domain/profile';
import { proves } from '../../support/proves';

const MINUTE = 60_000;
const NOW = 1_587_674_497_000;
const headerId = 'h' as HeaderSpecId;

const tokenAt = (obtainedAt: number) => ({
  value: 'x',
  obtainedAt,
  renewAt: obtainedAt + 60 * MINUTE,
});
const fresh: TokenState = { token: tokenAt(NOW - MINUTE), attempts: 0 };

function used(state: TokenState, isRefused: boolean, now: number): TokenState {
  return afterUse(state, { headerId, obtainedAt: state.token?.obtainedAt ?? 0, isRefused }, now);
}

/** The server has answered with a new token. */
function answered({ refusal }: TokenState, now: number): TokenState {
  return { token: tokenAt(now), attempts: 0, ...(refusal && { refusal }) };
}

describe('afterUse', () => {
  it('wants a new token after a refusal, and keeps the old one until then', () => {
    const state = used(fresh, true, NOW);

    expect(state).toMatchObject({ token: { value: 'x', renewAt: NOW } });
    expect(wantsNew(state)).toBe(true);
    expect(wantsNew(answered(state, NOW + 1000))).toBe(false);
  });

  it('wants no second one before a request with the new one has succeeded', () => {
    const second = answered(used(fresh, true, NOW), NOW + 1000);
    const later = NOW + 60 * MINUTE;

    expect(used(second, true, later)).toBe(second);

    const third = used(used(second, false, later), true, later + 1);
    expect(wantsNew(third)).toBe(true);
  });

  it('takes no success of the old token for one of the new one', () => {
    const waiting = used(fresh, true, NOW);

    expect(used(waiting, false, NOW + 1)).toBe(waiting);
  });

  it('wants none within five minutes, even if requests with the new one succeed', () => {
    const second = used(answered(used(fresh, true, NOW), NOW + 1000), false, NOW + 2000);

    expect(used(second, true, NOW + 5 * MINUTE - 1)).toBe(second);
    expect(wantsNew(used(second, true, NOW + 5 * MINUTE))).toBe(true);
    // The clock has been set back.
    expect(used(second, true, NOW - 4 * MINUTE)).toBe(second);
    expect(wantsNew(used(second, true, NOW - 60 * MINUTE))).toBe(true);
  });

  it('wants none without a token', () => {
    const state: TokenState = { attempts: 1, failure: { code: 'token-unavailable' } };

    expect(used(state, true, NOW)).toBe(state);
  });

  proves('T26', 'any number of refusals wants one token until one succeeds', (tried) => {
    const steps = fc.array(
      fc.record({
        kind: fc.constantFrom('refused', 'refused', 'refused', 'accepted', 'answered'),
        afterMs: fc.integer({ min: 0, max: 3 * MINUTE }),
      }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(steps, (all) => {
        let state = fresh;
        let now = NOW;
        let isProven = true;
        let wantedAt = Number.NEGATIVE_INFINITY;
        for (const { kind, afterMs } of all) {
          now += afterMs;
          if (kind === 'answered') {
            if (wantsNew(state)) state = answered(state, now + 1);
            continue;
          }
          const next = used(state, kind === 'refused', now);
          if (kind === 'accepted' && !wantsNew(state)) isProven = true;
          const isWanted = next.refusal !== undefined && next.refusal.at !== state.refusal?.at;
          if (isWanted) {
            expect(kind).toBe('refused');
            expect(isProven).toBe(true);
            expect(now - wantedAt).toBeGreaterThanOrEqual(5 * MINUTE);
            wantedAt = now;
            isProven = false;
          }
          state = next;
        }
        tried();
      }),
      { numRuns: 500 },
    );
  });
});
