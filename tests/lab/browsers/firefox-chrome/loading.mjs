/**
 * When an address is shown.
 *
 * @typedef {ReturnType<typeof loadingPart>} LoadingPart
 */

/**
 * Sent as text: see `chrome-side.mjs`.
 *
 * @param {import('./tools.mjs').ChromeTools} tools
 */
export function loadingPart({ PATIENCE_MS }) {
  // Privileged interfaces have no published types.
  const privileged = /** @type {any} */ (globalThis);
  const { Components, window } = privileged;
  const { interfaces: Ci } = Components;

  return { loaded };

  /**
   * @param {any} browser
   * @param {any} uri
   * @returns {Promise<string | undefined>}
   */
  function loaded(browser, uri) {
    const { STATE_IS_NETWORK, STATE_STOP } = Ci.nsIWebProgressListener;
    const { LOCATION_CHANGE_SAME_DOCUMENT } = Ci.nsIWebProgressListener;
    const tabs = browser.ownerDocument.defaultView.gBrowser;
    return new Promise((resolve) => {
      /** @param {string} [problem] */
      const end = (problem) => {
        window.clearTimeout(timer);
        tabs.removeTabsProgressListener(listener);
        resolve(problem);
      };
      const timer = window.setTimeout(() => end(`${uri.spec} did not load`), PATIENCE_MS);
      // Listens to all tabs, because a tab's own listener is lost when the page changes process.
      const listener = {
        /** @type {(...all: any[]) => void} */
        onStateChange(of, progress, request, flags, status) {
          const stopped = flags & STATE_STOP && flags & STATE_IS_NETWORK;
          if (of !== browser || !progress.isTopLevel || !stopped) return;
          // The page before ends as well; after a redirect only the request knows its beginning,
          // and after a change of process there may be none.
          const isIt = [request?.originalURI, browser.currentURI].some((seen) =>
            seen?.equalsExceptRef(uri),
          );
          if (!isIt) return;
          // Aborted: the page itself went on to another one at once.
          const fine =
            Components.isSuccessCode(status) || status === Components.results.NS_BINDING_ABORTED;
          end(fine ? undefined : `${uri.spec}: ${status.toString(16)}`);
        },
        /** @type {(...all: any[]) => void} */
        onLocationChange(of, progress, _request, _location, flags) {
          if (of === browser && progress.isTopLevel && flags & LOCATION_CHANGE_SAME_DOCUMENT) end();
        },
      };
      tabs.addTabsProgressListener(listener);
    });
  }
}
