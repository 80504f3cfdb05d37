/** The verdicts without an answer. `answers.test.ts` has the servers' answers. */
import { describe, expect, it } from 'vitest';
import { remedyOf } from '../../src/diagnosis/remedy';
import type { ErrorCode } from '../../src/domain/errors';
import type { Origin } from '../../src/domain/site';
import type { Remedy, Verdict } from '../../src/domain/verdict';

const DULL = { signsIn: false, getsToken: false, renews: false, tested: false };
// Cast: serialised as URL does it.
const ORIGIN = 'https://api.test' as Origin;

describe('remedyOf', () => {
  it.each<[Verdict, Remedy]>([
    [{ cause: 'locked' }, 'unlock'],
    [{ cause: 'locked-by-browser-update' }, 'unlock'],
    [{ cause: 'paused' }, 'resume'],
    [{ cause: 'no-profile' }, 'add-profile'],
    [{ cause: 'off' }, 'pick'],
    [{ cause: 'no-header-here' }, 'edit-profile'],
    [{ cause: 'headers-off' }, 'edit-profile'],
    [{ cause: 'not-allowed', origin: ORIGIN }, 'allow'],
    [{ cause: 'path-not-covered', paths: [] }, 'edit-profile'],
    [{ cause: 'method-not-covered', methods: ['GET'] }, 'edit-profile'],
    [{ cause: 'not-armed' }, 'arm'],
    [{ cause: 'foreign-initiator' }, 'edit-profile'],
    [{ cause: 'navigation-not-covered', strict: true }, 'edit-profile'],
    [{ cause: 'pictures-left-out' }, 'edit-profile'],
    [{ cause: 'type-left-out' }, 'none'],
    [{ cause: 'preflight' }, 'none'],
    [{ cause: 'left-alone' }, 'none'],
    [{ cause: 'overridden', headerName: 'Authorization' }, 'none'],
    [{ cause: 'redirected-away', to: 'https://www.api.test' }, 'edit-profile'],
    [{ cause: 'from-cache' }, 'reload-anew'],
    [{ cause: 'from-service-worker' }, 'reload-anew'],
    [{ cause: 'certificate', error: 'net::ERR_CERT_DATE_INVALID' }, 'none'],
    [{ cause: 'unreachable', error: 'net::ERR_CONNECTION_REFUSED' }, 'reload'],
    [{ cause: 'network', error: 'net::ERR_NETWORK_CHANGED' }, 'reload'],
  ])('of %j is to %s', (verdict, remedy) => {
    expect(remedyOf(verdict, DULL)).toBe(remedy);
  });

  it.each<[ErrorCode, Remedy]>([
    ['sign-in-ended', 'sign-in'],
    ['sign-in-needed', 'sign-in'],
    ['sign-in-other-user', 'sign-in'],
    ['sign-in-unanswered', 'sign-in'],
    ['signed-out', 'sign-in'],
    ['token-endpoint-not-allowed', 'allow'],
    ['token-unavailable', 'wait'],
    ['token-pending', 'wait'],
    ['token-client-refused', 'edit-profile'],
    ['header-unsendable', 'edit-profile'],
  ])('of a header that failed by %s is to %s', (code, remedy) => {
    expect(remedyOf({ cause: 'not-issued', failure: { code } }, DULL)).toBe(remedy);
  });
});
