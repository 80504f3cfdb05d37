import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AppState, HeaderSummary, ProfileSummary } from '../../../src/domain/app-state';
import type { SchemeId } from '../../../src/domain/credential';
import type { ProfileId } from '../../../src/domain/profile';
import type { Origin, PathScope } from '../../../src/domain/site';
import { problemReport } from '../../../src/manager/help/problem-report';
import { damaged, LOCKED, MISSING, profileOf, stateOf } from '../../support/app-states';
import { proves } from '../../support/proves';

const HERE = { version: '0.1.0', browser: 'Chrome 147', system: 'Linux' };

const report = (state: AppState) => problemReport(state, HERE);

/** A profile whose header has another scheme or status. */
function withHeader(index: number, change: Partial<HeaderSummary>): ProfileSummary {
  const profile = profileOf(index);
  return { ...profile, headers: profile.headers.map((header) => ({ ...header, ...change })) };
}

describe('the report of a problem', () => {
  it('has version, browser, system and what state the vault is in', () => {
    expect(report(LOCKED)).toBe(
      'Keybearer 0.1.0\nbrowser: Chrome 147\nsystem: Linux\nvault: locked\nrefused messages: 0\nupdate waiting: no\n',
    );
    expect(report(MISSING)).toContain('vault: missing\n');
    expect(report({ ...LOCKED, lockedBy: 'update' })).toContain('locked by: update\n');
    expect(report({ ...LOCKED, notice: 'repaired' })).toContain('notice: repaired\n');
    const copies = [{ place: 'storage', which: 'current', state: 'damaged' }] as const;
    expect(report(damaged(copies))).toContain('copy: storage current damaged\n');
  });

  it('counts profiles, schemes and problems, the commonest first', () => {
    const failed = { state: 'failed', failure: { code: 'token-unavailable' } } as const;
    const lines = report({
      ...stateOf([
        withHeader(1, { schemeId: 'bearer' as SchemeId }),
        withHeader(2, { schemeId: 'basic' as SchemeId, status: failed }),
        withHeader(3, { schemeId: 'basic' as SchemeId }),
      ]),
      schemes: [
        { id: 'basic' as SchemeId, fields: [] },
        { id: 'bearer' as SchemeId, fields: [] },
      ],
    });

    expect(lines).toContain('profiles: 3\n');
    expect(lines).toContain('headers by scheme: basic 2, bearer 1\n');
    expect(lines).toContain('headers by status: idle 2, failed 1\n');
    expect(lines).toContain('problems: token-unavailable 1\n');
    expect(lines).toContain('lock after: 15 min\nlockWithComputer: yes\n');
  });

  proves('T15', 'nothing that a user or a server has written is in it', (tried) => {
    // Letters that no line of the report has.
    const canary = fc
      .uint8Array({ minLength: 6, maxLength: 12 })
      .map((bytes) => [...bytes].map((byte) => 'ẞŦŊĦŁĐÞŒ'[byte % 8]).join(''));
    fc.assert(
      fc.property(canary, (secret) => {
        const origin = `https://${secret}.test` as Origin;
        const profile = profileOf(1, [origin]);
        const state: AppState = {
          ...stateOf(
            [
              {
                ...profile,
                id: secret as ProfileId,
                name: secret,
                note: secret,
                callers: [origin],
                headers: profile.headers.map((header) => ({
                  ...header,
                  schemeId: secret as SchemeId,
                  headerNames: [secret],
                  userName: secret,
                  paths: [`/${secret}` as PathScope],
                  methods: [secret as 'GET'],
                  tokenOrigins: [origin],
                  status: {
                    state: 'failed',
                    failure: { code: 'token-unavailable', field: secret, serverSays: secret },
                  },
                })),
              },
            ],
            { [origin]: secret as ProfileId },
          ),
          drafts: [secret],
          clocks: [{ origin, offsetMs: 1, state: 'corrected' }],
          passkeys: [{ slotId: secret, name: secret } as never],
          replacements: [{ profileId: secret } as never],
          widenings: [{ profileId: secret, name: secret } as never],
          undo: { name: secret } as never,
        };

        const text = report(state);

        expect(text).not.toMatch(/[ẞŦŊĦŁĐÞŒ]/);
        expect(text).not.toContain('.test');
        expect(text).toContain('headers by scheme: unknown 1\n');
        tried();
      }),
    );
  });
});
