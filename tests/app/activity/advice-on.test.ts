/** The remedy is for the header that the request carried, not for another one of the profile. */
import { expect, it } from 'vitest';
import { adviceOn } from '../../../src/app/activity/advice-on';
import type { HeaderSummary } from '../../../src/domain/app-state';
import type { HeaderSpecId } from '../../../src/domain/profile';
import type { Verdict } from '../../../src/domain/verdict';
import { profileOf, siteOf } from '../../support/app-states';

const origin = siteOf(1);
const EXPIRED: Verdict = { cause: 'token-expired' };
const REFUSED: Verdict = { cause: 'credentials-refused' };

function header(name: string, changes: Partial<HeaderSummary>): HeaderSummary {
  return {
    id: name as HeaderSpecId,
    schemeId: 'custom-header',
    headerNames: [name],
    paths: [],
    methods: [],
    tokenOrigins: [],
    status: { state: 'installed', issuedAt: 1 },
    ...changes,
  };
}

const key = header('X-API-Key', {});
const token = header('Authorization', { getsToken: true });
const signedIn = header('Authorization', { signedIn: true });
const signed = header('X-Signed', { status: { state: 'installed', issuedAt: 1, renewAt: 2 } });

function remedy(headers: readonly HeaderSummary[], verdict: Verdict, sent: readonly string[]) {
  return adviceOn(verdict, { origin, profile: { ...profileOf(1), headers }, sent }).remedy;
}

it.each([
  ['a key beside a token', [key, token], REFUSED, ['X-API-Key'], 'edit-profile'],
  ['a token beside a key', [key, token], REFUSED, ['authorization'], 'get-token'],
  ['a key beside a sign-in', [key, signedIn], REFUSED, ['X-API-Key'], 'edit-profile'],
  [
    'a pasted token beside one that is renewed',
    [key, signed],
    EXPIRED,
    ['X-API-Key'],
    'edit-profile',
  ],
  ['one that is renewed beside a pasted token', [key, signed], EXPIRED, ['X-Signed'], 'reload'],
  ['a token of a server', [token], EXPIRED, ['Authorization'], 'get-token'],
  ['a header that is not known any more', [token], REFUSED, ['X-Old'], 'get-token'],
] as const)('is for %s', (_, headers, verdict, sent, expected) => {
  expect(remedy(headers, verdict, sent)).toBe(expected);
});
