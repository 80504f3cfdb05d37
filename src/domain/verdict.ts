/** Why a request carried a header or did not, and how the server took it: one cause, one remedy. */
import type { Failure } from './errors';
import type { PathScope } from './site';
import type { SiteProblem } from './site-status';

export type Verdict =
  // Before anything is sent: what Keybearer itself knows.
  | { readonly cause: 'locked' | 'locked-by-browser-update' }
  | SiteProblem
  /** The header could not be made. */
  | { readonly cause: 'not-issued'; readonly failure: Failure }
  // What the rules leave out.
  | { readonly cause: 'path-not-covered'; readonly paths: readonly PathScope[] }
  | { readonly cause: 'method-not-covered'; readonly methods: readonly string[] }
  /** Another site's page has caused it, or frames the one that did. */
  | { readonly cause: 'foreign-initiator'; readonly initiator?: string }
  /** A form's post or a frame, while those are not wanted; or any opened address under Strict. */
  | { readonly cause: 'navigation-not-covered'; readonly strict: boolean }
  /** The browser's own question before the page's request, which carries no credential. */
  | { readonly cause: 'preflight' }
  /** An address of an authorization server: the header has no business there. */
  | { readonly cause: 'left-alone' }
  // On the way.
  | { readonly cause: 'overridden'; readonly headerName: string }
  /** To another origin, of which no more is told: the rest of an address may be secret. */
  | { readonly cause: 'redirected-away'; readonly to: string }
  /** Nobody has asked the server. */
  | { readonly cause: 'from-cache' | 'from-service-worker' }
  /** In the words of the browser, or with the status of whoever is between it and the server. */
  | { readonly cause: 'certificate' | 'unreachable' | 'network'; readonly error: string }
  /** The browser keeps the answer from the page that wanted it (Fetch, CORS protocol). */
  | { readonly cause: 'not-readable'; readonly initiator: string }
  // What the server says.
  | { readonly cause: 'working' }
  /** It wants another auth scheme than the one that was sent: in the server's own words. */
  | { readonly cause: 'wrong-scheme'; readonly sent: string; readonly wanted: readonly string[] }
  /** `word` is the auth scheme in the refused `Authorization`: `Basic`. */
  | { readonly cause: 'credentials-refused'; readonly word?: string }
  | { readonly cause: 'token-expired'; readonly expiredAt?: number }
  | { readonly cause: 'missing-scope'; readonly scope?: string }
  | { readonly cause: 'address-not-allowed' }
  /** It knows who asks and refuses, without saying why. */
  | { readonly cause: 'forbidden' }
  | { readonly cause: 'rate-limited'; readonly until?: number }
  /** Signed by the clock of this computer, which is not the server's; set right by itself. */
  | { readonly cause: 'clock-off'; readonly offsetMs: number }
  /** So far off that the user has to say that the server is right. */
  | { readonly cause: 'clock-far-off'; readonly serverTime: number; readonly localTime: number }
  | { readonly cause: 'server-failed'; readonly until?: number }
  /** Refused for something else than who asks: not found, wrong method, … */
  | { readonly cause: 'refused-otherwise' };

export type Cause = Verdict['cause'];

/** What can be done about it: each a button, or the user's own next step where there is none. */
export type Remedy =
  | 'allow'
  | 'unlock'
  | 'resume'
  | 'pick'
  | 'add-profile'
  | 'edit-profile'
  | 'sign-in'
  | 'reload'
  /** Past the browser's cache and the page's service worker. */
  | 'reload-anew'
  | 'confirm-clock'
  /** A request of our own, whose answer tells more than the browser does. */
  | 'test'
  /** Only time helps. */
  | 'wait'
  /** It is somebody else's to mend, as the sentence says; or there is nothing to mend. */
  | 'none';

/** How much is left of what the server grants; see `readLimits`. */
export interface Limit {
  /** What the server calls it, where it has a name. */
  readonly name?: string;
  /** Requests. */
  readonly remaining: number;
  /** Of how many. */
  readonly quota?: number;
  /** When it begins anew: milliseconds since the Unix epoch. */
  readonly resetsAt?: number;
}
