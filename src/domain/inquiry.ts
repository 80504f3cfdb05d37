/** Whether an address would carry a header, and what came of trying: what pages ask and are told. */
import type { Failure } from './errors';
import type { HeaderSpecId, Method, ProfileId } from './profile';
import type { Origin } from './site';
import type { Limit, Remedy, Verdict } from './verdict';

/** How an address is asked for. */
export const WAYS = ['opened', 'script', 'form', 'frame'] as const;
export type Way = (typeof WAYS)[number];

export interface Question {
  /** As it is typed. */
  readonly url: string;
  readonly way: Way;
  readonly method: Method;
  /** The page that asks, as it is typed; empty: one of the site itself. Nobody asks for what is opened. */
  readonly page: string;
}

/** What can be done about a verdict, and to whom. */
export interface Advice {
  readonly verdict: Verdict;
  readonly remedy: Remedy;
  readonly origin: Origin;
  /** Who is picked there. */
  readonly profileId?: ProfileId;
  /** The header for which somebody has to sign in. */
  readonly signIn?: HeaderSpecId;
}

export type Explained =
  | {
      readonly ok: true;
      /** Header lines with their secrets masked; empty: the verdict says why. */
      readonly carries: readonly string[];
      /** Absent where it carries something. */
      readonly advice?: Advice;
    }
  | { readonly ok: false; readonly failure: Failure };

/** The methods of a request of our own: such as change nothing (RFC 9110 §9.2.1). */
export const TEST_METHODS = ['GET', 'HEAD'] as const;
export type TestMethod = (typeof TEST_METHODS)[number];

export type TestResult =
  | {
      readonly ok: true;
      readonly advice: Advice;
      /** Header lines as they left the browser, masked; empty where nothing was sent. */
      readonly sent: readonly string[];
      readonly status?: number;
      /** From asking to the answer's headers. */
      readonly milliseconds?: number;
      /** Its beginning, as text. */
      readonly body?: string;
      readonly limits: readonly Limit[];
    }
  | { readonly ok: false; readonly failure: Failure };
