/** What the browser tells of a request: who caused it, and what has become of it. */

export interface SeenRequest {
  /** When that was, milliseconds since the Unix epoch. */
  readonly at: number;
  /** As the browser serialises it, without fragment. */
  readonly url: string;
  /** Upper case. */
  readonly method: string;
  /** A resource type, as declarativeNetRequest names them: `main_frame`, `xmlhttprequest`, … */
  readonly type: string;
  /** Origin of the page that caused it; absent for an address that was typed. */
  readonly initiator?: string;
  /** Origin of the tab's top-level page; absent where there is none, or where we may not see it. */
  readonly top?: string;
  /** -1: in no tab, as those of workers. */
  readonly tabId: number;
  /**
   * Its headers as they left the browser, where that was looked at. Secrets are among them: they are
   * compared and dropped.
   */
  readonly sent?: HttpHeaders;
}

/** Name in lower case, and value; a name that came on several lines is here several times. */
export type HttpHeaders = readonly (readonly [name: string, value: string])[];

/** The values of one header, line by line. */
export function linesOf(headers: HttpHeaders, name: Lowercase<string>): readonly string[] {
  return headers.flatMap(([each, value]) => (each === name ? [value] : []));
}

export type Outcome =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly headers: HttpHeaders;
      /** Who has answered: the server, or somebody on this computer who remembered. */
      readonly from: 'server' | 'cache' | 'service-worker';
    }
  | {
      readonly kind: 'redirected';
      readonly status: number;
      readonly headers: HttpHeaders;
      /** Where to. */
      readonly to: string;
    }
  | {
      readonly kind: 'failed';
      /** The browser's word for it: `net::ERR_CONNECTION_REFUSED`, `NS_ERROR_CONNECTION_REFUSED`, … */
      readonly error: string;
    };
