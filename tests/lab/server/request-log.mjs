/**
 * Every request that reached the lab, in order of arrival at the log. This is the evidence of the
 * end-to-end tests: the bytes on the wire, not the extension's own view.
 */

import { PATIENCE_MS } from '../patience.mjs';
import { describeRequest } from './describe-request.mjs';

/**
 * @typedef {object} LoggedRequest
 * @property {number} time Real time of arrival, milliseconds since the Unix epoch (not the lab's
 *   clock, which a test may have moved).
 * @property {'http' | 'https'} protocol
 * @property {string} host The `Host` header in lower case: with a port where it is not the default.
 * @property {string} method
 * @property {string} url Path and query, as sent.
 * @property {Readonly<Record<string, string>>} headers Lower-case names; repeats joined by ', '.
 * @property {string} body As text; empty if there was none.
 * @property {number} status The lab's status; 0 if the client left before sending its body, or
 *   the lab cut the connection.
 */

/**
 * @typedef {object} WaitOptions
 * @property {number} [from] A mark: entries before it do not count. Default 0, all entries.
 */

/**
 * @typedef {object} RequestLog
 * @property {readonly LoggedRequest[]} entries
 * @property {(entry: LoggedRequest) => void} add
 * @property {() => number} mark A place in the log: everything later is "since" it.
 * @property {(mark: number) => readonly LoggedRequest[]} since
 * @property {(predicate: (entry: LoggedRequest) => boolean, options?: WaitOptions)
 *   => Promise<LoggedRequest>} waitFor The first match, already there or still to come.
 * @property {(listener: (entry: LoggedRequest) => void) => () => void} subscribe Returns the
 *   function that ends the subscription.
 */

/** @returns {RequestLog} */
export function createRequestLog() {
  /** @type {LoggedRequest[]} */
  const entries = [];
  /** @type {Set<(entry: LoggedRequest) => void>} */
  const listeners = new Set();

  /** @type {RequestLog['subscribe']} */
  function subscribe(listener) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  return {
    entries,
    subscribe,
    add(entry) {
      entries.push(entry);
      for (const listener of [...listeners]) listener(entry);
    },
    mark: () => entries.length,
    since: (mark) => entries.slice(mark),
    waitFor(predicate, { from = 0 } = {}) {
      const present = entries.slice(from).find(predicate);
      if (present !== undefined) return Promise.resolve(present);
      return new Promise((resolve, reject) => {
        const unsubscribe = subscribe((entry) => {
          if (!predicate(entry)) return;
          clearTimeout(timer);
          unsubscribe();
          resolve(entry);
        });
        const timer = setTimeout(() => {
          unsubscribe();
          reject(new Error(timeoutMessage(entries.slice(from))));
        }, PATIENCE_MS);
      });
    },
  };
}

/**
 * Lists the requests that did arrive: a wrong request explains more than a missing one.
 *
 * @param {readonly LoggedRequest[]} seen
 */
function timeoutMessage(seen) {
  const lines = seen.slice(-20).map((entry) => `  ${describeRequest(entry)}`);
  const arrived = lines.length === 0 ? 'nothing arrived' : `arrived:\n${lines.join('\n')}`;
  return `No such request within ${PATIENCE_MS} ms; ${arrived}`;
}
