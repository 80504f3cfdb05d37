/** A lab and a real browser with the built extension: the requests, and the state of the browser. */
import { existsSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { inject, vi } from 'vitest';
import { headersOf, type Rule } from '../../src/rules/rule';
import type { CallWay } from '../lab/apis/app-calls.mjs';
import { GLUWA_ADDRESSES } from '../lab/apis/gluwa.mjs';
import { type LabChromium, launchChromium } from '../lab/browsers/chromium.mjs';
import { launchFirefox } from '../lab/browsers/firefox.mjs';
import type { LabBrowser, LabFrame, LabPage } from '../lab/browsers/lab-page.mjs';
import { LAB_SECRETS } from '../lab/canary/lab-secrets.mjs';
import { type Canaries, describeHit, scanProfile } from '../lab/canary/scan-profile.mjs';
import { spellingsOf } from '../lab/canary/spellings.mjs';
import { wireSecrets } from '../lab/canary/wire-secrets.mjs';
import { GEONODE, GLUWA, IXO, TALEND } from '../lab/demo/demo-profiles.mjs';
import { startLab } from '../lab/lab.mjs';
import { keybearerIn } from '../lab/pages/keybearer.mjs';
import { PATIENCE_MS } from '../lab/patience.mjs';

export { GEONODE, GLUWA, IXO, PROFILES, TALEND } from '../lab/demo/demo-profiles.mjs';

export const EXTENSION_DIR = 'dist/chrome';
export const PASSPHRASE = 'correct horse battery staple';

/** One endpoint for each kind of authorization. */
export const ENDPOINTS = {
  basic: `${GLUWA}/v1/Orders`,
  ethereum: `${GLUWA}/v1/USDCG/Addresses/${GLUWA_ADDRESSES.ethereum}/Transactions`,
  bitcoin: `${GLUWA}/v1/BTC/Addresses/${GLUWA_ADDRESSES.bitcoin}/Transactions`,
  open: `${GLUWA}/v1/BTC/Addresses/${GLUWA_ADDRESSES.bitcoin}`,
  geonode: `${GEONODE}/api/v1/usage/statistics`,
  ixo: `${IXO}/v1/entities`,
  ixoKey: `${IXO}/v1/networks`,
  talend: `${TALEND}/datasets/customers`,
  talendKey: `${TALEND}/datasets/invoices`,
} as const;

export type World = Awaited<ReturnType<typeof openWorld>>;

export interface WorldOptions {
  /** The profile folder is kept when the browser closes, so that the browser can be started again. */
  readonly profileDir?: string;
  /** Another build for Chromium, with permissions whose prompt cannot be answered headless. */
  readonly chromiumDir?: string;
  /** The tab that the installation opens stays: `world.browser.welcome`. */
  readonly keepsWelcome?: boolean;
  /** The test plants secrets itself, so the profile folder is not inspected when the browser closes. */
  readonly plantsSecrets?: boolean;
}

/** Opens the browser of the project that runs the test. */
export async function openWorld({
  profileDir,
  chromiumDir = EXTENSION_DIR,
  plantsSecrets = false,
  keepsWelcome = false,
}: WorldOptions = {}) {
  const isFirefox = inject('browser') === 'firefox';
  const extensionDir = isFirefox ? 'dist/firefox' : chromiumDir;
  if (!existsSync(`${extensionDir}/manifest.json`)) {
    throw new Error(`${extensionDir} is not built: npm run build`);
  }
  const lab = await startLab();
  const options = {
    extensionDir,
    lab,
    keepsWelcome,
    inspectProfile: (dir: string) => {
      if (!plantsSecrets) expectNoSecrets(dir, secretsOf(lab.log));
    },
    // CONTRIBUTING.md: to look on.
    headless: process.env.KEYBEARER_SHOW === undefined,
    ...(profileDir && { profileDir }),
  };
  const start = (): Promise<LabBrowser> =>
    isFirefox ? launchFirefox(options) : launchChromium(options);
  let browser = await start();
  return {
    lab,
    get browser(): LabBrowser {
      return browser;
    },
    /** Gives access to the tools that only Chromium has. */
    get chromium(): LabChromium {
      if (browser.name !== 'chromium') throw new Error('This test runs in Chromium only.');
      // Cast: that one was started above.
      return browser as LabChromium;
    },
    get keybearer() {
      return keybearerIn(browser);
    },
    /** Starts the browser again after it was closed or killed. */
    async startBrowser() {
      browser = await start();
    },
    /**
     * @param by - `kill`: SIGKILL, and then started again.
     * @param meanwhile - What happens to the profile while no browser runs.
     */
    async restartBrowser(by: 'close' | 'kill' = 'close', meanwhile?: () => Promise<void>) {
      await browser[by]();
      await meanwhile?.();
      browser = await start();
    },
    async close() {
      try {
        await browser.close();
      } finally {
        await lab.stop();
      }
    },
  };
}

/** Secrets that a test may have typed, and secrets that came over the wire. */
function secretsOf(log: Parameters<typeof wireSecrets>[0]): Canaries {
  return { passphrase: PASSPHRASE, ...LAB_SECRETS, ...wireSecrets(log) };
}

/** @returns the names of the secrets that a text has, in any spelling. */
export function secretsIn(text: string, { lab }: World): string[] {
  const bytes = Buffer.from(text);
  return Object.entries(secretsOf(lab.log))
    .filter(([name, secret]) =>
      spellingsOf(secret, name).some((each) => bytes.includes(each.bytes)),
    )
    .map(([name]) => name);
}

/** After each test file: none of the secrets that it may have typed, or received, is on the disk. */
function expectNoSecrets(dir: string, secrets: Canaries): void {
  const hits = scanProfile(dir, secrets);
  if (hits.length === 0) return;
  throw new Error(`Secrets on the disk:\n${hits.map(describeHit).join('\n')}`);
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
      apiKey: headers['x-api-key'],
      xSignature: headers['x-signature'],
      wsse: headers['x-wsse'],
      code: headers['x-lab-otp'],
      status,
    }));
}

/** A navigation as the address bar makes it. A refused one still arrived. */
export async function open(page: LabPage, url: string): Promise<void> {
  await page.goto(url).catch(() => undefined);
}

/** The result of a fetch by the page's own script. */
export function fetchStatus(page: LabPage, url: string): Promise<number> {
  return page.evaluate(async (target) => (await fetch(target)).status, url);
}

export function xhrStatus(page: LabPage, url: string): Promise<number> {
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
export function sessionRules(browser: LabBrowser): Promise<unknown[]> {
  return browser.inBackground(() => chrome.declarativeNetRequest.getSessionRules());
}

/** Sends one request as a page under `/blank`: see `tests/lab/apis/app-calls.mjs`. */
export function call(
  page: LabPage | LabFrame,
  way: CallWay,
  target: string,
  init: { readonly method?: string } = {},
): Promise<unknown> {
  return page.evaluate(
    (name, url, options) => {
      const { calls } = globalThis as unknown as {
        calls: Record<string, (target: string, init: object) => Promise<unknown>>;
      };
      return calls[name]?.(url, options);
    },
    way,
    target,
    init,
  );
}

/** Options for `vi.waitFor`. */
export const PATIENT = { timeout: PATIENCE_MS };

/** Waits until a header is in force on an origin: the browser's permission may come after the save. */
export function untilInForce({ browser }: World, origin: string): Promise<void> {
  return vi.waitFor(async () => {
    const places = await placesInForce(browser);
    if (!places.some((place) => place.startsWith(`|${origin}/`))) {
      throw new Error(`Nothing is in force on ${origin}, only at ${places.join(' ')}`);
    }
  }, PATIENT);
}

/** The URL filters of the session rules that set a header. */
export async function placesInForce(browser: LabBrowser): Promise<string[]> {
  // Cast: only the product installs rules.
  const rules = (await sessionRules(browser)) as Rule[];
  return rules
    .filter((rule) => headersOf(rule).length > 0)
    .map(({ condition }) => condition.urlFilter);
}

/** A moment of use, which keeps the background awake. */
export async function keepBackgroundAwake({ browser }: World): Promise<void> {
  await browser.inBackground(async () => void (await chrome.storage.session.get('none')));
  // Others on this machine want to get on, too.
  await setTimeout(30);
}

/** Whether the browser lets the extension work on a site for good. */
export function isAllowed({ browser }: World, site: string): Promise<boolean> {
  return browser.inBackground((origins) => chrome.permissions.contains({ origins }), [`${site}/*`]);
}

/** A file that a page has handed over, as text; it is removed. */
export function downloaded({ downloadDir }: LabBrowser, named: RegExp): Promise<string> {
  return vi.waitFor(
    async () => {
      const names = await readdir(downloadDir);
      const name = names.find((each) => named.test(each));
      // Firefox writes beside it until it is done.
      if (!name || names.some((each) => each.endsWith('.part'))) throw new Error('no download yet');
      const text = await readFile(join(downloadDir, name), 'utf8');
      if (!text.endsWith('\n')) throw new Error('not all of it yet');
      await rm(join(downloadDir, name));
      return text;
    },
    { ...PATIENT, interval: 100 },
  );
}

/** Everything that is kept of requests, in the background's memory. */
export function whatWasSeen(browser: LabBrowser): Promise<Readonly<Record<string, unknown>>> {
  return browser.inBackground(async () => {
    const kept = Object.entries(await chrome.storage.session.get());
    return Object.fromEntries(kept.filter(([key]) => /^(activity|seen)/.test(key)));
  });
}
