/** A header leaves by the clipboard as it is on the wire, and does not stay there. */
import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import type { LabPage } from '../lab/browsers/lab-page.mjs';
import { basicFields } from '../lab/demo/demo-profiles.mjs';
import { press, words } from '../lab/pages/controls.mjs';
import { proves } from '../support/proves';
import { withLeaveFor } from './asked-before';
import {
  arrivals,
  fetchStatus,
  GLUWA,
  PATIENT,
  PROFILES,
  sessionRules,
  type World,
} from './harness';
import { openWorldInUse } from './prepared';

const CREDENTIALS = { username: 'copied', password: 'clipboard-canary-8c71' };
const PROFILE = { ...PROFILES.apiKey, name: 'Copied', fields: basicFields(CREDENTIALS) };
/** Needs no credential, and so sends no challenge. */
const OPEN_ENDPOINT = `${GLUWA}/v1/BTC/Fee`;
const LINE = `Authorization: Basic ${Buffer.from('copied:clipboard-canary-8c71').toString('base64')}`;
const LEAVES = ['clipboardRead', 'clipboardWrite'];

let world: World;
let page: LabPage;

const clipboard = () => world.browser.readClipboard(page);

/** The popup's text after one of its buttons was pressed. */
async function copy(name: 'copyHeader' | 'copyCurl'): Promise<string> {
  const popup = await world.keybearer.openCopy(page);
  await press(popup, words(name));
  const said = await outcomeOn(popup);
  await popup.close();
  return said;
}

async function outcomeOn(popup: LabPage): Promise<string> {
  await popup.waitForSelector(
    '::-p-xpath(//section[contains(@class, "panel")]//p[@role="status"][text()])',
  );
  const line = await popup.$('.panel [role="status"]');
  return (await line?.evaluate((element) => element.textContent)) ?? '';
}

/** The digest of the copied header, in the background's memory. */
function remembered(): Promise<unknown> {
  return world.browser.inBackground(
    async () => (await chrome.storage.session.get('copied')).copied,
  );
}

/** Ends the minute. @param after - Milliseconds from now, in which the background may stop. */
function letMinutePass(after = 0): Promise<void> {
  return world.browser.inBackground(async (later) => {
    const { copied } = await chrome.storage.session.get('copied');
    const due = { ...(copied as { readonly digest: string }), clearAt: Date.now() + later };
    await chrome.storage.session.set({ copied: due });
    await chrome.alarms.create('clear-clipboard', { when: due.clearAt });
  }, after);
}

const untilForgotten = () =>
  vi.waitFor(async () => expect(await remembered()).toBeUndefined(), PATIENT);

describe('where Keybearer may not look at the clipboard', () => {
  beforeAll(async () => {
    ({ world, page } = await openWorldInUse(PROFILE));
  });
  afterAll(() => world?.close());

  it('the header is copied as it is on the wire, and it is said that it stays', async () => {
    expect(await copy('copyHeader')).toBe(words('copiedStays'));
    expect(await clipboard()).toBe(LINE);

    const mark = world.lab.log.mark();
    await fetchStatus(page, OPEN_ENDPOINT);
    const [{ authorization } = {}] = arrivals(world, OPEN_ENDPOINT, mark);
    expect(`Authorization: ${authorization}`).toBe(LINE);
  });

  proves(
    'T15',
    'a copied command has no secret in it, and sends it all the same',
    async (tried) => {
      await page.goto(`${OPEN_ENDPOINT}?q=it's+$(id)`);
      expect(await copy('copyCurl')).toBe(words('copiedCurl', 'KEYBEARER_SECRET'));

      const command = await clipboard();
      expect(command).not.toContain(LINE.split(' ').at(-1));
      const script = `curl() { printf '%s\\n' "$@"; }\n${command}`;
      const env = { KEYBEARER_SECRET: LINE.split(' ').at(-1) };
      expect(
        execFileSync('sh', ['-c', script], { env, encoding: 'utf8' }).trim().split('\n'),
      ).toEqual(['-H', LINE, await page.evaluate(() => location.href)]);
      await page.goto(`${GLUWA}/blank`);
      tried();
    },
  );

  proves('T15', 'nothing is cleared, and nothing but a digest is remembered', async (tried) => {
    await copy('copyHeader');
    expect(await remembered()).toEqual({
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
      clearAt: expect.any(Number),
    });

    await letMinutePass();
    await world.keybearer.lock(page);
    expect(await sessionRules(world.browser)).toEqual([]);
    expect(await clipboard()).toBe(LINE);
    tried();
  });
});

describe('where it may', () => {
  const leave = inject('browser') === 'chromium' ? withLeaveFor(...LEAVES) : undefined;

  beforeAll(async () => {
    const options = leave ? { chromiumDir: leave.dir } : {};
    ({ world, page } = await openWorldInUse(PROFILE, options));
    if (leave) return;
    for (const each of LEAVES) await world.browser.allowHost(each);
    const popup = await world.keybearer.openCopy(page);
    await press(popup, words('copyHeader'));
    expect(await outcomeOn(popup)).toBe(words('copiedStays'));
    await press(popup, words('copiedClear'));
    await popup.waitForSelector(`::-p-xpath(//p[text()="${words('copiedCleared')}"])`);
    await popup.close();
  });
  afterAll(async () => {
    await world?.close();
    leave?.remove();
  });

  beforeEach(async () => {
    expect(await copy('copyHeader')).toBe(words('copiedCleared'));
    expect(await clipboard()).toBe(LINE);
  });

  proves('T15', 'the header is cleared when its minute is over', async (tried) => {
    await letMinutePass();

    await untilForgotten();
    expect(await clipboard()).toBe('');
    tried();
  });

  proves('T15', 'it is cleared by a background that has died meanwhile', async (tried) => {
    await letMinutePass(2_000);
    await world.browser.stopBackground();

    await vi.waitFor(async () => expect(await clipboard()).toBe(''), PATIENT);
    tried();
  });

  proves('T15', 'what was copied since is left alone', async (tried) => {
    await world.browser.copyText(page, 'something of my own');
    await letMinutePass();

    await untilForgotten();
    expect(await clipboard()).toBe('something of my own');
    tried();
  });

  it('what is copied later has a minute of its own', async () => {
    const [alarm] = await world.browser.inBackground(async () =>
      (await chrome.alarms.getAll()).filter(({ name }) => name === 'clear-clipboard'),
    );

    const left = (alarm?.scheduledTime ?? 0) - Date.now();
    expect(left).toBeGreaterThan(30_000);
    expect(left).toBeLessThanOrEqual(60_000);
  });

  proves('T15', 'a lock clears it at once', async (tried) => {
    await world.keybearer.lock(page);

    // Last of all, when the popup has long said so; its minute is further off than we wait.
    await untilForgotten();
    expect(await clipboard()).toBe('');
    tried();
  });
});
