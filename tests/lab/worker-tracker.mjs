/**
 * Follows the extension's service worker through stops, starts and reloads. After a reload the
 * browser announces a new worker but never takes back the old one that puppeteer is attached to;
 * evaluating there hangs for ever. So the newest announcement is the truth, not the list of
 * targets.
 */

/** @typedef {import('puppeteer-core').Target} Target */

/**
 * @typedef {object} WorkerTracker
 * @property {() => Target | undefined} current Undefined while the worker is stopped.
 * @property {() => Promise<Target>} next The next worker to start, from the moment of the call.
 * @property {(target: Target) => Promise<void>} gone
 */

const PATIENCE_MS = 10_000;

/**
 * @param {import('puppeteer-core').Browser} browser
 * @param {string} extensionOrigin
 * @returns {WorkerTracker}
 */
export function trackWorker(browser, extensionOrigin) {
  /** @param {Target} target */
  const isOurs = (target) =>
    target.type() === 'service_worker' && target.url().startsWith(`${extensionOrigin}/`);

  let newest = browser.targets().findLast(isOurs);
  browser.on('targetcreated', (target) => {
    if (isOurs(target)) newest = target;
  });
  browser.on('targetdestroyed', (target) => {
    if (target === newest) newest = undefined;
  });

  return {
    current: () => newest,
    next: () => untilEvent(browser, 'targetcreated', isOurs, 'The worker did not start'),
    async gone(target) {
      if (newest !== target) return;
      await untilEvent(browser, 'targetdestroyed', (t) => t === target, 'The worker did not stop');
    },
  };
}

/**
 * @param {import('puppeteer-core').Browser} browser
 * @param {'targetcreated' | 'targetdestroyed'} event
 * @param {(target: Target) => boolean} matches
 * @param {string} complaint
 * @returns {Promise<Target>}
 */
function untilEvent(browser, event, matches, complaint) {
  return new Promise((resolve, reject) => {
    /** @param {Target} target */
    const listener = (target) => {
      if (!matches(target)) return;
      clearTimeout(timer);
      browser.off(event, listener);
      resolve(target);
    };
    const timer = setTimeout(() => {
      browser.off(event, listener);
      reject(new Error(`${complaint} within ${PATIENCE_MS} ms.`));
    }, PATIENCE_MS);
    browser.on(event, listener);
  });
}
