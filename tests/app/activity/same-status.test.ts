/** For one state and one site, popup, toolbar and `explain` give the same reason for no header. */
import { describe, expect, it } from 'vitest';
import { situationOf } from '../../../src/app/activity/situation';
import { explain } from '../../../src/diagnosis/explain';
import type { OpenState } from '../../../src/domain/app-state';
import type { Origin, PathScope } from '../../../src/domain/site';
import { faceOfTab, type TabFace } from '../../../src/domain/toolbar-face';
import { siteReport } from '../../../src/popup/site-report';
import { profileOf, stateOf, withSettings } from '../../support/app-states';

// Casts: as the parsers return them.
const origin = 'https://api.test' as Origin;
const otherPort = 'https://api.test:8443' as Origin;
const [V1, V2] = ['/v1', '/v2'] as readonly string[] as [PathScope, PathScope];

const profile = profileOf(1, [origin]);
const picked = stateOf([profile], { [origin]: profile.id });
/** A profile with one header, for a path that its site does not cover. */
const narrowed = {
  ...profile,
  sites: [{ origin, path: V1 }],
  headers: profile.headers.map((header) => ({ ...header, paths: [V2] })),
};

function explained(state: OpenState) {
  const request = { url: `${origin}/v1`, method: 'GET', type: 'main_frame', tabId: 1 };
  return explain(request, situationOf(state, []));
}

describe('one status', () => {
  it.each<[string, OpenState, object, TabFace['kind']]>([
    ['paused', withSettings(picked, { paused: true }), { cause: 'paused' }, 'paused'],
    ['no profile', stateOf([]), { cause: 'no-profile' }, 'idle'],
    [
      'a profile on another port',
      stateOf([profileOf(1, [otherPort])]),
      { cause: 'no-profile', near: otherPort },
      'idle',
    ],
    ['off', stateOf([profile]), { cause: 'off' }, 'off'],
    ['not allowed', { ...picked, allowed: [] }, { cause: 'not-allowed', origin }, 'attention'],
    [
      'no header here, and not allowed',
      { ...picked, profiles: [narrowed], allowed: [] },
      { cause: 'no-header-here' },
      'off',
    ],
  ])('is %s everywhere', (_name, state, problem, toolbar) => {
    // The popup offers the site next door instead of naming it.
    const { near: _, ...shown } = problem as { readonly near?: Origin };
    expect(siteReport(state, origin)).toEqual(
      expect.objectContaining({ kind: 'no-header', problem: shown }),
    );
    expect(explained(state)).toEqual(problem);
    expect(faceOfTab(state, origin).kind).toBe(toolbar);
  });

  it('is allowed everywhere where another port is: the permission is for the host', () => {
    const state = { ...picked, allowed: [otherPort] };

    expect(siteReport(state, origin)).toEqual({ kind: 'pending' });
    expect(explained(state)).toMatchObject({ cause: 'not-issued' });
    expect(faceOfTab(state, origin).kind).toBe('in-use');
  });
});
