/** Questions about one address: would it carry a header, and does a test request work? */
import type { Failure } from './errors';
import type { HeaderSpecId, Method, ProfileId } from './profile';
import type { Origin } from './site';
import type { Limit, Remedy, Verdict } from './verdict';

/** The kinds of requests. */
export const WAYS = ['opened', 'script', 'picture', 'form', 'frame'] as const;
export type Way = (typeof WAYS)[number];

export interface Question {
  /** The typed text. */
  readonly url: string;
  readonly way: Way;
  readonly method: Method;
  /** The page that sends it, as typed. Empty: a page of the site itself. Ignored for `opened`. */
  readonly page: string;
}

/** A verdict with its remedy, and the origin and header that the remedy is for. */
export interface Advice {
  readonly verdict: Verdict;
  readonly remedy: Remedy;
  readonly origin: Origin;
  /** The profile that is picked there. */
  readonly profileId?: ProfileId;
  /** The header that needs a sign-in. */
  readonly signIn?: HeaderSpecId;
  /** The header whose token a server gives out. */
  readonly token?: HeaderSpecId;
}

/** Why a request does not carry a header of an extra: a verdict, or another profile sets the header. */
export type ExtraLeftOut = { readonly profileId: ProfileId; readonly name: string } & (
  | { readonly verdict: Verdict }
  | { readonly header: string; readonly setBy: string }
);

export type Explained =
  | {
      readonly ok: true;
      /** Header lines with their secrets masked; empty: the verdict says why. */
      readonly carries: readonly string[];
      /** Absent if the picked profile's header is carried. */
      readonly advice?: Advice;
      /** The extras that are on and not carried. Absent: none. */
      readonly extras?: readonly ExtraLeftOut[];
    }
  | { readonly ok: false; readonly failure: Failure };

/** The methods of a test request: they change nothing (RFC 9110 §9.2.1). */
export const TEST_METHODS = ['GET', 'HEAD'] as const;
export type TestMethod = (typeof TEST_METHODS)[number];

export type TestResult =
  | {
      readonly ok: true;
      readonly advice: Advice;
      /** Header lines as they left the browser, masked. Empty if the request carried none. */
      readonly sent: readonly string[];
      readonly status?: number;
      /** The time from the request to the headers of the response. */
      readonly milliseconds?: number;
      /** The first kilobyte of the response, as text. */
      readonly body?: string;
      readonly limits: readonly Limit[];
      /** The answer sets a session cookie. */
      readonly cookie?: true;
    }
  | { readonly ok: false; readonly failure: Failure };
