import { expect, it } from 'vitest';
import type { HeaderSummary, ProfileSummary } from '../../src/domain/app-state';
import { otherSender } from '../../src/domain/other-sender';
import { profileOf, siteOf } from '../support/app-states';

const origin = siteOf(1);

function profileWith(index: number, changes: Partial<HeaderSummary>): ProfileSummary {
  const profile = profileOf(index, [origin]);
  return { ...profile, headers: profile.headers.map((header) => ({ ...header, ...changes })) };
}

const basic = profileWith(1, {});
const bearer = profileWith(2, { schemeId: 'bearer' });
const key = profileWith(3, { schemeId: 'api-key', headerNames: ['X-API-Key'] });
const signedIn = profileWith(4, { schemeId: 'oauth2-device-code' });
const off = profileWith(5, { schemeId: 'bearer', isOff: true });

it.each([
  ['a token', [basic, key, bearer], ['Bearer'], 'profile-2'],
  ['a token, in any letter case', [basic, bearer], ['bearer'], 'profile-2'],
  ['a token of a sign-in', [basic, signedIn], ['Bearer'], 'profile-4'],
  ['one of several schemes', [basic, bearer], ['Digest', 'Bearer'], 'profile-2'],
  ['a header by its name', [basic, key], ['x-api-key'], 'profile-3'],
  ['nothing for another scheme', [basic, bearer], ['Digest'], undefined],
  ['no header that is switched off', [basic, off], ['Bearer'], undefined],
  ['not the picked one', [basic, bearer], ['Basic'], undefined],
])('finds %s', (_, profiles, wanted, found) => {
  expect(otherSender(profiles, wanted, basic)?.id).toBe(found);
});
