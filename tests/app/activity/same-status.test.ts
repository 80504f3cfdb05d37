/** For one state and one site, popup, toolbar and `explain` give the same reason for no header. */
import { describe, expect, it } from 'vitest';
import { situationOf } from '../../../src/app/activity/situation';
import { showToolbar } from '../../../src/app/pages/show-toolbar';
import type { Toolbar } from '../../../src/app/ports';
import { explain } from '../../../src/diagnosis/explain';
import type { OpenState } from '../../../src/domain/app-state';
import type { Origin, PathScope } from '../../../src/domain/site';
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

async function toolbarOf(state: OpenState): Promise<string[]> {
  const faces: Parameters<Toolbar['show']>[0][] = [];
  await showToolbar({ show: async (face) => void faces.push(face) }, state);
  return faces;
}

function explained(state: OpenState) {
  const request = { url: `${origin}/v1`, method: 'GET', type: 'main_frame', tabId: 1 };
  return explain(request, situationOf(state, []));
}

describe('one status', () => {
  it.each<[string, OpenState, object, 'normal' | 'attention']>([
    ['paused', withSettings(picked, { paused: true }), { cause: 'paused' }, 'attention'],
    ['no profile', stateOf([]), { cause: 'no-profile' }, 'normal'],
    [
      'a profile on another port',
      stateOf([profileOf(1, [otherPort])]),
      { cause: 'no-profile', near: otherPort },
      'normal',
    ],
    ['off', stateOf([profile]), { cause: 'off' }, 'normal'],
    ['not allowed', { ...picked, allowed: [] }, { cause: 'not-allowed', origin }, 'attention'],
    [
      'no header here, and not allowed',
      { ...picked, profiles: [narrowed], allowed: [] },
      { cause: 'no-header-here' },
      'normal',
    ],
  ])('is %s everywhere', async (_, state, problem, toolbar) => {
    expect(siteReport(state, origin)).toMatchObject({ kind: 'no-header', problem });
    expect(explained(state)).toEqual(problem);
    expect(await toolbarOf(state)).toEqual([toolbar]);
  });

  it('is allowed everywhere where another port is: the permission is for the host', async () => {
    const state = { ...picked, allowed: [otherPort] };

    expect(siteReport(state, origin)).toEqual({ kind: 'pending' });
    expect(explained(state)).toMatchObject({ cause: 'not-issued' });
    expect(await toolbarOf(state)).toEqual(['normal']);
  });
});
