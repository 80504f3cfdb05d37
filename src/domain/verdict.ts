/** The verdict on a request: one cause why it carried no header, or how the server answered. */
import type { Failure } from './errors';
import type { PathScope } from './site';
import type { SiteProblem } from './site-status';

export type Verdict =
  // Before anything is sent: what Keybearer itself knows.
  | { readonly cause: 'locked' | 'locked-by-browser-update' }
  | SiteProblem
  /** The header could not be made. */
  | { readonly cause: 'not-issued'; readonly failure: Failure }
  // The rules do not cover the request.
  | { readonly cause: 'path-not-covered'; readonly paths: readonly PathScope[] }
  /** A write or a socket of the site, and a production profile that is not armed there. */
  | { readonly cause: 'not-armed' }
  | { readonly cause: 'method-not-covered'; readonly methods: readonly string[] }
  /** A page of another site has caused the request, or frames the page that did. */
  | { readonly cause: 'foreign-initiator'; readonly initiator?: string }
  /** A form submission or an iframe that the profile leaves out; under Strict any opened address. */
  | { readonly cause: 'navigation-not-covered'; readonly strict: boolean }
  /** Firefox: a picture or a style sheet, for which the profile has a switch. */
  | { readonly cause: 'pictures-left-out' }
  /** Firefox: another kind of request that carries no header. */
  | { readonly cause: 'type-left-out' }
  /** A CORS preflight, which never carries a credential. */
  | { readonly cause: 'preflight' }
  /** A worker's request, where a tab has a pick of its own: no rule can tell whose it is. */
  | { readonly cause: 'no-tab' }
  /** An address of an authorization server: rules exclude it. */
  | { readonly cause: 'left-alone' }
  // On the way.
  | { readonly cause: 'overridden'; readonly headerName: string }
  /** `to` is an origin: the rest of an address may be secret. */
  | { readonly cause: 'redirected-away'; readonly to: string }
  /** The request did not reach the server. */
  | { readonly cause: 'from-cache' | 'from-service-worker' }
  /** `error` is the browser's error code, or the status of a proxy. */
  | { readonly cause: 'certificate' | 'unreachable' | 'network'; readonly error: string }
  /** CORS: the browser hides the response from the page (Fetch, CORS protocol). */
  | { readonly cause: 'not-readable'; readonly initiator: string }
  // The server's answer.
  | { readonly cause: 'working' }
  /** The server wants another auth scheme than `sent`; `wanted` as the server spells it. */
  | { readonly cause: 'wrong-scheme'; readonly sent: string; readonly wanted: readonly string[] }
  /** `word` is the auth scheme in the refused `Authorization`: `Basic`. */
  | { readonly cause: 'credentials-refused'; readonly word?: string }
  | { readonly cause: 'token-expired'; readonly expiredAt?: number }
  | { readonly cause: 'missing-scope'; readonly scope?: string }
  | { readonly cause: 'address-not-allowed' }
  /** The server accepts each nonce once, and one of ours serves all requests until the renewal. */
  | { readonly cause: 'nonce-used' }
  /** A one-time code. `isUsed`: the server says that another request has used it; else it may be so. */
  | { readonly cause: 'code-refused'; readonly isUsed?: true }
  /** The server knows the user and refuses without a reason. */
  | { readonly cause: 'forbidden' }
  | { readonly cause: 'rate-limited'; readonly until?: number }
  /** The header was signed by this computer's clock. Keybearer follows the server's from now on. */
  | { readonly cause: 'clock-off'; readonly offsetMs: number }
  /** So far off that the user has to confirm the server's time. */
  | { readonly cause: 'clock-far-off'; readonly serverTime: number; readonly localTime: number }
  | { readonly cause: 'server-failed'; readonly until?: number }
  /** Refused for a reason other than the credential: not found, wrong method, … */
  | { readonly cause: 'refused-otherwise' };

export type Cause = Verdict['cause'];

/** The remedy for a verdict: a button, or the user's next step. */
export type Remedy =
  | 'allow'
  | 'unlock'
  | 'resume'
  | 'pick'
  | 'add-profile'
  | 'edit-profile'
  | 'sign-in'
  /** Get a new token from the server that gave the refused one. */
  | 'get-token'
  | 'reload'
  /** Reload and bypass the browser's cache and the page's service worker. */
  | 'reload-anew'
  | 'confirm-clock'
  /** Arm the production profile, in the popup. */
  | 'arm'
  /** Send a test request, whose response says more than the browser does. */
  | 'test'
  /** Only time helps. */
  | 'wait'
  /** Someone else has to fix it, as the text says; or nothing is wrong. */
  | 'none';

/** The rest of a rate limit; see `readLimits`. */
export interface Limit {
  /** The server's name for the limit. */
  readonly name?: string;
  /** Requests that are left. */
  readonly remaining: number;
  /** Requests in a full period. */
  readonly quota?: number;
  /** Milliseconds since the Unix epoch. */
  readonly resetsAt?: number;
  /** In the server's words, if they are not understood. */
  readonly resets?: string;
}
