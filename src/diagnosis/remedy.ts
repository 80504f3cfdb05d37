/** What can be done about a verdict: one thing. A cause without any does not compile. */
import type { ErrorCode } from '../domain/errors';
import type { Remedy, Verdict } from '../domain/verdict';

/** What a remedy depends on besides the verdict. */
export interface RemedyContext {
  /** Somebody signs in for the header that was sent, or would be. */
  readonly signsIn: boolean;
  /** Keybearer makes it anew by itself: a signature, a JWT, a token by the client's own name. */
  readonly renews: boolean;
  /** The answer's body is known already. */
  readonly tested: boolean;
}

/** Why a header could not be made, as far as something else than the profile mends it. */
const ISSUE_REMEDIES: Readonly<Partial<Record<ErrorCode, Remedy>>> = {
  'sign-in-ended': 'sign-in',
  'signed-out': 'sign-in',
  'token-endpoint-not-allowed': 'allow',
  'token-pending': 'wait',
  'token-unavailable': 'wait',
};

export function remedyOf(verdict: Verdict, { signsIn, renews, tested }: RemedyContext): Remedy {
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
    case 'not-allowed':
      return 'allow';
    case 'not-issued':
      return ISSUE_REMEDIES[verdict.failure.code] ?? 'edit-profile';
    case 'path-not-covered':
    case 'method-not-covered':
    case 'foreign-initiator':
    case 'navigation-not-covered':
    // The profile may list the other site too, if it is to be trusted.
    case 'redirected-away':
    case 'wrong-scheme':
    // The scope is asked for by the profile, and is part of a pasted token.
    case 'missing-scope':
      return 'edit-profile';
    case 'credentials-refused':
      return signsIn ? 'sign-in' : 'edit-profile';
    case 'token-expired':
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
    case 'forbidden':
      return tested ? 'none' : 'test';
    case 'preflight':
    case 'left-alone':
    case 'overridden':
    case 'certificate':
    case 'working':
    case 'address-not-allowed':
    case 'not-readable':
    case 'refused-otherwise':
      return 'none';
  }
}
