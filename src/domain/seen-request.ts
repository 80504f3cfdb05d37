/**
 * The browser's report on a request: its cause and its outcome. Pages and servers write most of it, as
 * long as they like, so it is cut before anything reads it.
 */

export interface SeenRequest {
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
  /** Serialised by the browser, without fragment, cut by `cutAddress`. */
  readonly url: string;
  /** Upper case. */
  readonly method: string;
  /** A resource type of declarativeNetRequest: `main_frame`, `xmlhttprequest`, … */
  readonly type: string;
  /** Origin of the page that caused it. Absent for a typed address. */
  readonly initiator?: string;
  /** Origin of the tab's top-level page. Absent without a tab, or if we may not see it. */
  readonly top?: string;
  /** -1: no tab, such as a request of a worker. */
  readonly tabId: number;
  /**
   * The headers as they left the browser. Absent if they were not watched. They hold secrets, so they
   * are compared and dropped.
   */
  readonly sent?: HttpHeaders;
}

/** Longer than any address that means something to the user; Chromium sends two megabytes. */
export const ADDRESS_AT_MOST = 2048;
/** For each header of an answer, and for the words of an error. */
export const TEXT_AT_MOST = 8 * 1024;

export function cutAddress(address: string): string {
  return cut(address, ADDRESS_AT_MOST);
}

export function cutText(text: string): string {
  return cut(text, TEXT_AT_MOST);
}

function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  // A copy: JavaScript engines keep the whole text in memory behind a slice of it.
  return JSON.parse(JSON.stringify(text.slice(0, length)));
}

/** Name in lower case, and value. A name that came on several lines is listed several times. */
export type HttpHeaders = readonly (readonly [name: string, value: string])[];

/** The values of one header, line by line: Firefox joins several lines by a line feed. */
export function linesOf(headers: HttpHeaders, name: Lowercase<string>): readonly string[] {
  return headers.flatMap(([each, value]) => (each === name ? value.split('\n') : []));
}

export type Outcome =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly headers: HttpHeaders;
      /** The server, or a copy on this computer. */
      readonly from: 'server' | 'cache' | 'service-worker';
    }
  | {
      readonly kind: 'redirected';
      readonly status: number;
      readonly headers: HttpHeaders;
      /** The new address. */
      readonly to: string;
    }
  | {
      readonly kind: 'failed';
      /** The browser's code: `net::ERR_CONNECTION_REFUSED`, `NS_ERROR_CONNECTION_REFUSED`, … */
      readonly error: string;
    };
