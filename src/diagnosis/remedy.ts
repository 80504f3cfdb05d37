/** Finds the one remedy for a verdict. A cause without a remedy does not compile. */
import type { ErrorCode } from '../domain/errors';
import type { Remedy, Verdict } from '../domain/verdict';

/** Facts beside the verdict that decide the remedy. */
export interface RemedyContext {
  /** The user signs in for the header. */
  readonly signsIn: boolean;
  /** A server gives out the header's token, without the user. */
  readonly getsToken: boolean;
  /** Keybearer renews the header by itself: a signature, a JWT, a token for a client secret. */
  readonly renews: boolean;
  /** A test has read the answer's body. */
  readonly tested: boolean;
}

/** Remedies for headers that could not be issued, other than an edit of the profile. */
const ISSUE_REMEDIES: Readonly<Partial<Record<ErrorCode, Remedy>>> = {
  'sign-in-ended': 'sign-in',
  'sign-in-expired': 'sign-in',
  'sign-in-failed-there': 'sign-in',
  'sign-in-mismatch': 'sign-in',
  'sign-in-needed': 'sign-in',
  'sign-in-other-user': 'sign-in',
  'sign-in-refused': 'sign-in',
  'sign-in-unanswered': 'sign-in',
  'signed-out': 'sign-in',
  'token-endpoint-not-allowed': 'allow',
  'token-pending': 'wait',
  'token-unavailable': 'wait',
};

export function remedyOf(verdict: Verdict, context: RemedyContext): Remedy {
  const { signsIn, getsToken, renews, tested } = context;
  switch (verdict.cause) {
    case 'locked':
    case 'locked-by-browser-update':
      return 'unlock';
    case 'paused':
      return 'resume';
    case 'no-profile':
      return 'add-profile';
    case 'off':
      return 'pick';
    case 'not-armed':
      return 'arm';
    case 'not-allowed':
      return 'allow';
    case 'not-issued':
      return ISSUE_REMEDIES[verdict.failure.code] ?? 'edit-profile';
    case 'no-header-here':
    case 'headers-off':
    case 'path-not-covered':
    case 'method-not-covered':
    case 'foreign-initiator':
    case 'navigation-not-covered':
    case 'pictures-left-out':
    // The user may add the other site to the profile.
    case 'redirected-away':
    case 'wrong-scheme':
    // The profile has the scope to ask for, or a pasted token that has the scope in it.
    case 'missing-scope':
      return 'edit-profile';
    case 'credentials-refused':
      if (getsToken) return 'get-token';
      return signsIn ? 'sign-in' : 'edit-profile';
    case 'token-expired':
      if (getsToken) return 'get-token';
      if (signsIn) return 'sign-in';
      return renews ? 'reload' : 'edit-profile';
    case 'from-cache':
    case 'from-service-worker':
      return 'reload-anew';
    case 'clock-off':
    case 'unreachable':
    case 'network':
      return 'reload';
    case 'clock-far-off':
      return 'confirm-clock';
    case 'rate-limited':
    case 'server-failed':
      return 'wait';
    case 'code-refused':
      // The next code comes by itself.
      return verdict.isUsed ? 'wait' : 'edit-profile';
    case 'forbidden':
      return tested ? 'none' : 'test';
    case 'preflight':
    // The tab's own pick ends by a click in that tab.
    case 'no-tab':
    case 'type-left-out':
    case 'left-alone':
    case 'overridden':
    case 'certificate':
    case 'working':
    case 'address-not-allowed':
    // A reload would carry the same nonce.
    case 'nonce-used':
    case 'not-readable':
    case 'refused-otherwise':
      return 'none';
  }
}
