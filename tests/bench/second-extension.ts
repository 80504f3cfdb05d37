/** Another extension in the same browser, to be measured against. */
import { resolve } from 'node:path';
import type { Browser, WebWorker } from 'puppeteer-core';

/** @returns its id. */
export function install(browser: Browser, dir: string): Promise<string> {
  return browser.installExtension(resolve(dir));
}

export async function workerOf(browser: Browser, id: string): Promise<WebWorker> {
  const target = await browser.waitForTarget(
    (candidate) => candidate.type() === 'service_worker' && candidate.url().includes(id),
  );
  const worker = await target.worker();
  if (!worker) throw new Error('The target is no worker.');
  return worker;
}
