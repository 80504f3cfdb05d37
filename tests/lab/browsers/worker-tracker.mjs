/**
 * Follows the extension's service worker through stops, starts and reloads. After a reload the
 * browser announces a new worker but never takes back the old one that puppeteer is attached to;
 * evaluating there hangs for ever. So the newest announcement is the truth, not the list of
 * targets.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { PATIENCE_MS } from '../patience.mjs';

/**
 * @typedef {import('puppeteer-core').Target} Target
 * @typedef {import('puppeteer-core').CDPSession} CDPSession
 */

/** After so long without an event the browser stops a worker. */
const IDLE_MS = 30_000;

/**
 * @typedef {object} WorkerTracker
 * @property {() => Target | undefined} current Undefined while the worker is stopped.
 * @property {() => Promise<Target>} next The next worker to start, from the moment of the call.
 * @property {() => Promise<void>} stop The one that runs, if one does. Rejects if it goes on.
 * @property {() => Promise<void>} untilAsleep Until the browser has stopped it. Rejects if it goes on.
 */

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
    next: () => untilCreated(browser, isOurs),
    stop: () => untilGone((session, targetId) => session.send('Target.closeTarget', { targetId })),
    untilAsleep: () => untilGone(async () => undefined, IDLE_MS),
  };

  /**
   * @param {(session: CDPSession, targetId: string) => Promise<unknown>} end
   * @param {number} [more] Milliseconds.
   */
  async function untilGone(end, more = 0) {
    const worker = await newest?.worker();
    if (!worker) return;
    const session = await browser.target().createCDPSession();
    const running = async () => {
      const { targetInfos } = await session.send('Target.getTargets');
      return targetInfos
        .filter(
          ({ type, url }) => type === 'service_worker' && url.startsWith(`${extensionOrigin}/`),
        )
        .map(({ targetId }) => targetId);
    };
    const before = await running();
    // An attached client keeps the worker awake and the target, and a worker that starts again at
    // once is found in it: then no event says that the first has stopped.
    await worker.client.detach();
    for (const targetId of before) await end(session, targetId);
    const deadline = Date.now() + PATIENCE_MS + more;
    while ((await running()).some((targetId) => before.includes(targetId))) {
      if (Date.now() > deadline)
        throw new Error(`The worker did not stop within ${PATIENCE_MS + more} ms.`);
      await pause(10);
    }
    await session.detach();
  }
}

/**
 * @param {import('puppeteer-core').Browser} browser
 * @param {(target: Target) => boolean} matches
 * @returns {Promise<Target>}
 */
function untilCreated(browser, matches) {
  return new Promise((resolve, reject) => {
    /** @param {Target} target */
    const listener = (target) => {
      if (!matches(target)) return;
      clearTimeout(timer);
      browser.off('targetcreated', listener);
      resolve(target);
    };
    const timer = setTimeout(() => {
      browser.off('targetcreated', listener);
      reject(new Error(`The worker did not start within ${PATIENCE_MS} ms.`));
    }, PATIENCE_MS);
    browser.on('targetcreated', listener);
  });
}
