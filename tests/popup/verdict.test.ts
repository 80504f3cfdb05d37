import { describe, expect, it } from 'vitest';
import type { AppState, ProfileSummary } from '../../src/domain/app-state';
import type { HeaderSpecId, HeaderStatus, ProfileId } from '../../src/domain/profile';
import type { Origin, PathScope } from '../../src/domain/site';
import { verdictOf } from '../../src/popup/verdict';

const origin = 'https://api.test' as Origin;
const installed: HeaderStatus = { state: 'installed', name: 'Authorization', issuedAt: 1 };

function profile(status: HeaderStatus, path = '/'): ProfileSummary {
  return {
    id: 'p' as ProfileId,
    name: 'P',
    sites: [{ origin, path: path as PathScope }],
    headers: [{ id: 'h' as HeaderSpecId, schemeId: 'basic', status }],
  };
}

function stateOf(profiles: ProfileSummary[], picked = true): AppState {
  const picks = picked ? { [origin]: 'p' as ProfileId } : {};
  return { vault: 'unlocked', profiles, picks, schemes: [] };
}

describe('verdictOf', () => {
  it.each([
    ['no-profile', stateOf([], false), true],
    ['nobody', stateOf([profile(installed)], false), true],
    ['not-allowed', stateOf([profile(installed)]), false],
    ['nobody', stateOf([profile(installed)], false), false],
    ['installed', stateOf([profile(installed)]), true],
    ['failed', stateOf([profile({ state: 'failed', failure: { code: 'unexpected' } })]), true],
  ] as const)('says %s', (kind, state, allowed) => {
    expect(verdictOf(state, origin, allowed).kind).toBe(kind);
  });

  it('claims nothing is in force that has not been issued', () => {
    const verdict = verdictOf(stateOf([profile({ state: 'idle' })]), origin, true);

    expect(verdict.kind).not.toBe('installed');
  });

  it('says where on the site, unless it is everywhere', () => {
    const narrow = verdictOf(stateOf([profile(installed, '/v1')]), origin, true);
    const whole = verdictOf(stateOf([profile(installed)]), origin, true);

    expect(narrow).toMatchObject({ paths: ['/v1'] });
    expect(whole).toMatchObject({ paths: [] });
  });
});
