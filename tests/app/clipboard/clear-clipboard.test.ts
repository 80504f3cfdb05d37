/** A copied header, until it is cleared from the clipboard. */
import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { clearIfDue, rememberCopied } from '../../../src/app/clipboard/clear-clipboard';
import { createVault } from '../../../src/app/keys/create-vault';
import { lock } from '../../../src/app/lock/lock';
import { type FakeBrowser, fakeBrowser } from '../../support/fake-ports';
import { proves } from '../../support/proves';

vi.mock('hash-wasm', () => import('../../support/quick-kdf'));

const LINE = 'Authorization: Bearer clipboard-canary-41';
const MINUTE = 60_000;

let browser: FakeBrowser;

beforeEach(async () => {
  browser = fakeBrowser();
  await copy();
});

async function copy(text = LINE) {
  await rememberCopied(browser.ports, text);
  // The page does it, with the answer.
  browser.clipboard = text;
}

/** The alarm, after so long. */
async function alarm(after = MINUTE) {
  browser.now += after;
  await clearIfDue(browser.ports);
}

describe('a copied header', () => {
  proves('T15', 'is cleared after a minute, if it is still there', async (tried) => {
    expect(browser.clipboardAlarmAt).toBe(browser.now + MINUTE);

    await alarm();

    expect(browser.clipboard).toBe('');
    expect(browser.session).not.toHaveProperty('copied');
    expect(browser.clipboardAlarmAt).toBeUndefined();
    tried();
  });

  it('is cleared where the system has changed its line ends, as Windows does', async () => {
    await copy(`${LINE}\nX-Auth-Date: now`);
    browser.clipboard = browser.clipboard.replace('\n', '\r\n');

    await alarm();

    expect(browser.clipboard).toBe('');
  });

  proves('T15', 'is left alone after any later copy', async (tried) => {
    for (const other of ['mine', '', ` ${LINE}`, LINE.slice(0, -1), LINE.toLowerCase()]) {
      browser = fakeBrowser();
      await copy();
      browser.clipboard = other;

      await alarm();

      expect(browser.clipboard).toBe(other);
      expect(browser.calls).not.toContain('clipboard.clear');
      expect(browser.session).not.toHaveProperty('copied');
      tried();
    }
  });

  proves('T15', 'is remembered by its digest alone', (tried) => {
    const digest = createHash('sha256').update(LINE).digest('hex');

    expect(browser.session).toEqual({ copied: { digest, clearAt: browser.now + MINUTE } });
    tried();
  });

  it('is not touched before its time', async () => {
    await alarm(MINUTE - 1);

    expect(browser.clipboard).toBe(LINE);
    expect(browser.clipboardAlarmAt).toBe(browser.now + 1);
  });

  it('stays for the minute of the last copy', async () => {
    browser.now += MINUTE / 2;
    await copy('X-API-Key: clipboard-canary-42');

    await alarm(MINUTE / 2);
    expect(browser.clipboard).toBe('X-API-Key: clipboard-canary-42');
    await alarm(MINUTE / 2);
    expect(browser.clipboard).toBe('');
  });

  it.each([
    ['set forward', 3 * 60 * MINUTE],
    ['set back', -3 * 60 * MINUTE],
  ])('is cleared at the first occasion when the clock was %s', async (_, jump) => {
    await alarm(jump);

    expect(browser.clipboard).toBe('');
  });

  it('is not read without the permission, and cleared once it is granted', async () => {
    browser.clipboardAllowed = false;

    await alarm();
    await lock(browser.ports);
    expect(browser.clipboard).toBe(LINE);
    browser.clipboardAllowed = true;
    await clearIfDue(browser.ports);

    expect(browser.clipboard).toBe('');
  });

  proves('T15', 'is tried again where it could not be cleared', async (tried) => {
    const { clipboard } = browser.ports;
    const clear = vi.fn().mockRejectedValueOnce(new Error('still there'));
    const stubborn = { ...browser.ports, clipboard: { ...clipboard, clear } };
    browser.now += MINUTE;

    await expect(clearIfDue(stubborn)).rejects.toThrow('still there');
    expect(browser.session).toHaveProperty('copied');
    expect(browser.clipboardAlarmAt).toBe(browser.now + MINUTE);

    await alarm();
    expect(browser.clipboard).toBe('');
    expect(browser.clipboardAlarmAt).toBeUndefined();
    tried();
  });

  it('is forgotten with the browser', async () => {
    browser.session = {};

    await alarm();

    expect(browser.clipboard).toBe(LINE);
  });
});

describe('a lock', () => {
  beforeEach(async () => {
    browser = fakeBrowser();
    await createVault(browser.ports, 'correct horse battery staple');
    await copy();
  });

  proves('T15', 'clears it at once, after the rules and the key have gone', async (tried) => {
    await lock(browser.ports);

    expect(browser.clipboard).toBe('');
    expect(browser.session).not.toHaveProperty('copied');
    expect(browser.calls.indexOf('clipboard.clear')).toBeGreaterThan(
      browser.calls.indexOf('session.clear'),
    );
    tried();
  });

  it('leaves a later copy alone', async () => {
    browser.clipboard = 'mine';

    await lock(browser.ports);

    expect(browser.clipboard).toBe('mine');
  });

  it('leaves a later write of a page to the alarm', async () => {
    browser.clipboard = '';
    await lock(browser.ports);
    browser.clipboard = LINE;

    await alarm();

    expect(browser.clipboard).toBe('');
  });

  it('does not wait for a clipboard that never answers', async () => {
    const { clipboard } = browser.ports;
    const silent = { ...clipboard, read: () => new Promise<never>(() => {}) };

    await lock({ ...browser.ports, clipboard: silent });

    expect(browser.session).not.toHaveProperty('dataKey');
  });
});
