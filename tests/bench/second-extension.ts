/** Another extension in the same browser, as the control of a measurement. */
import { resolve } from 'node:path';
import type { Browser, WebWorker } from 'puppeteer-core';
import { trackWorker } from '../lab/browsers/worker-tracker.mjs';

export async function install(browser: Browser, dir: string) {
  const id = await browser.installExtension(resolve(dir));
  const origin = `chrome-extension://${id}`;
  const tracker = trackWorker(browser, origin);

  /** The running worker, started if need be. */
  async function worker(): Promise<WebWorker> {
    const running = await (tracker.current() ?? (await start())).worker();
    if (!running) throw new Error('The target is no worker.');
    return running;
  }

  async function start() {
    // Listens before the installation, which starts the worker as well.
    const next = tracker.next();
    const [page] = await browser.pages();
    if (!page) throw new Error('The browser has no page to start it from.');
    const session = await page.createCDPSession();
    await session.send('ServiceWorker.enable');
    const [target] = await Promise.all([
      next,
      session.send('ServiceWorker.startWorker', { scopeURL: `${origin}/` }),
    ]);
    await session.detach();
    return target;
  }

  return {
    id,
    worker,
    stopWorker: () => tracker.stop(),
  };
}
