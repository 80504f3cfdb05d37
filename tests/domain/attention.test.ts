import { describe, expect, it } from 'vitest';
import type { HeaderStatus, OpenState } from '../../src/domain/app-state';
import { originsInNeed } from '../../src/domain/attention';
import type { PathScope } from '../../src/domain/site';
import { profileOf, siteOf, stateOf, withSettings } from '../support/app-states';

const [one, other] = [siteOf(1), siteOf(2)];
const FAILED: HeaderStatus = { state: 'failed', failure: { code: 'header-unsendable' } };

/** Two picked and allowed sites, the second with this header. */
function stateWith(changes: Partial<ReturnType<typeof headerOf>>, picked = true): OpenState {
  const second = { ...profileOf(2), headers: [{ ...headerOf(), ...changes }] };
  const picks = { [one]: profileOf(1).id, ...(picked && { [other]: second.id }) };
  return stateOf([profileOf(1), second], picks);
}

function headerOf() {
  const [header] = profileOf(2).headers;
  if (!header) throw new Error('no header');
  return header;
}

describe('originsInNeed', () => {
  it.each([
    ['a failed header', stateWith({ status: FAILED }), [other]],
    ['nothing', stateWith({}), []],
    ['a site that the browser does not allow', { ...stateWith({}), allowed: [one] }, [other]],
    ['a failed header of a profile that is not picked', stateWith({ status: FAILED }, false), []],
    ['a failed header that is switched off', stateWith({ status: FAILED, isOff: true }), []],
    [
      'a failed header while all is paused',
      withSettings(stateWith({ status: FAILED }), { paused: true }),
      [],
    ],
  ] as const)('finds %s', (_, state, expected) => {
    expect(originsInNeed(state)).toEqual(expected);
  });

  it('leaves out a site to which the failed header does not go', () => {
    const path = '/v1' as PathScope;
    const sites = [
      { origin: one, path: '/v2' as PathScope },
      { origin: other, path },
    ];
    const headers = [{ ...headerOf(), status: FAILED, paths: [path] }, headerOf()];
    const profile = { ...profileOf(2), sites, headers };
    const state = stateOf([profile], { [one]: profile.id, [other]: profile.id });

    expect(originsInNeed(state)).toEqual([other]);
  });
});
