/** A lab and a real Chromium with the built extension; what arrived, and what the browser says. */
import { existsSync } from 'node:fs';
import type { Page } from 'puppeteer-core';
import { type LabChromium, launchChromium } from '../lab/chromium.mjs';
import { GEONODE, GLUWA } from '../lab/demo-profiles.mjs';
import { GLUWA_ADDRESSES } from '../lab/gluwa.mjs';
import { keybearerIn } from '../lab/keybearer.mjs';
import { startLab } from '../lab/lab.mjs';

export { GEONODE, GLUWA, PROFILES } from '../lab/demo-profiles.mjs';

export const EXTENSION_DIR = 'dist/chrome';
export const PASSPHRASE = 'correct horse battery staple';

/** One endpoint for each kind of authorization. */
export const ENDPOINTS = {
  basic: `${GLUWA}/v1/Orders`,
  ethereum: `${GLUWA}/v1/USDCG/Addresses/${GLUWA_ADDRESSES.ethereum}/Transactions`,
  bitcoin: `${GLUWA}/v1/BTC/Addresses/${GLUWA_ADDRESSES.bitcoin}/Transactions`,
  open: `${GLUWA}/v1/BTC/Addresses/${GLUWA_ADDRESSES.bitcoin}`,
  geonode: `${GEONODE}/api/v1/usage/statistics`,
} as const;

export type World = Awaited<ReturnType<typeof openWorld>>;

interface WorldOptions {
  /** Kept when the browser closes, so that it can be started again. */
  readonly profileDir?: string;
}

export async function openWorld({ profileDir }: WorldOptions = {}) {
  if (!existsSync(`${EXTENSION_DIR}/manifest.json`)) {
    throw new Error(`${EXTENSION_DIR} is not built: npm run build`);
  }
  const lab = await startLab();
  const start = () =>
    launchChromium({ extensionDir: EXTENSION_DIR, lab, ...(profileDir && { profileDir }) });
  let chromium = await start();
  return {
    lab,
    get chromium(): LabChromium {
      return chromium;
    },
    get keybearer() {
      return keybearerIn(chromium);
    },
    async restartBrowser() {
      await chromium.close();
      chromium = await start();
    },
    async close() {
      await chromium.close();
      await lab.stop();
    },
  };
}

/** The header values of the requests for a URL since a mark, in order of arrival. */
export function arrivals({ lab }: World, url: string, mark: number) {
  const { host, pathname } = new URL(url);
  return lab.log
    .since(mark)
    .filter((entry) => entry.host === host && entry.url.split('?')[0] === pathname)
    .map(({ method, headers, status }) => ({
      method,
      authorization: headers.authorization,
      signature: headers['x-request-signature'],
      status,
    }));
}

/** A navigation as the address bar makes it. A refused one still arrived. */
export async function open(page: Page, url: string): Promise<void> {
  await page.goto(url).catch(() => undefined);
}

/** What the page's own script gets. */
export function fetchStatus(page: Page, url: string): Promise<number> {
  return page.evaluate(async (target) => (await fetch(target)).status, url);
}

export function xhrStatus(page: Page, url: string): Promise<number> {
  return page.evaluate(
    (target) =>
      new Promise<number>((resolve, reject) => {
        const request = new XMLHttpRequest();
        request.open('GET', target);
        request.onload = () => resolve(request.status);
        request.onerror = () => reject(new Error('XHR failed'));
        request.send();
      }),
    url,
  );
}

/** The session rules that the browser has, asked of the browser. */
export async function sessionRules(chromium: LabChromium): Promise<unknown[]> {
  const worker = await chromium.worker();
  return worker.evaluate(() => chrome.declarativeNetRequest.getSessionRules());
}
