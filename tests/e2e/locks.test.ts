/** Locks without the user: their reasons, the work that they stop, and the work that waits for them. */
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import type { Command } from '../../src/protocol/messages';
import type { LabPage } from '../lab/browsers/lab-page.mjs';
import { click, fill, words } from '../lab/pages/controls.mjs';
import { proves } from '../support/proves';
import {
  arrivals,
  ENDPOINTS,
  fetchStatus,
  PASSPHRASE,
  PROFILES,
  sessionRules,
  type World,
} from './harness';
import { openWorldInUse } from './prepared';

let world: World;
let page: LabPage;

beforeAll(async () => {
  ({ world, page } = await openWorldInUse(PROFILES.ethereum));
});

afterAll(() => world?.close());

beforeEach(async () => {
  const text = await world.keybearer.popupText(page);
  if (text.includes(words('unlockTitle'))) await world.keybearer.unlock(page, PASSPHRASE);
  expect(await signatureSent()).toBeDefined();
});

async function signatureSent(): Promise<string | undefined> {
  const mark = world.lab.log.mark();
  await fetchStatus(page, ENDPOINTS.ethereum);
  return arrivals(world, ENDPOINTS.ethereum, mark)[0]?.signature;
}

/** The keys of `storage.session`. */
async function keptKeys(): Promise<string[]> {
  return Object.keys(await world.browser.inBackground(() => chrome.storage.session.get()));
}

async function expectLocked(): Promise<void> {
  await expect.poll(() => sessionRules(world.browser)).toEqual([]);
  expect(await signatureSent()).toBeUndefined();
  // The key goes after the rules, and after the work under way: a lock waits for that, and no longer.
  await expect.poll(keptKeys).not.toContain('dataKey');
}

/** Waits until the popup shows this sentence. */
async function untilPopupSays(sentence: string): Promise<void> {
  await expect.poll(() => world.keybearer.popupText(page)).toContain(sentence);
}

describe('a user who has left', () => {
  it('finds it locked, and the reason, which goes with the next unlock', async () => {
    await world.browser.leaveComputer();

    await expectLocked();
    await untilPopupSays(words('lockedIdle'));
    await world.keybearer.unlock(page, PASSPHRASE);
    await world.keybearer.lock(page);
    expect(await world.keybearer.popupText(page)).not.toContain(words('lockedIdle'));
  });
});

describe('a lock while the vault is being opened', () => {
  const UNLOCK: Command = { type: 'vault/unlock', passphrase: PASSPHRASE };
  const LOCK: Command = { type: 'vault/lock' };
  const DROPPED = { ok: false, failure: { code: 'locked-meanwhile' } };

  proves('T8', 'it ends locked, though another unlock waits behind the first', async (tried) => {
    await world.keybearer.lock(page);
    const manager = await world.keybearer.openManager('#/about');
    for (const commands of [
      [UNLOCK, LOCK],
      [UNLOCK, UNLOCK, LOCK],
    ]) {
      // In one tick of the page.
      const replies = await manager.evaluate(
        (all) => Promise.all(all.map((each) => chrome.runtime.sendMessage(each))),
        commands,
      );

      expect(replies.slice(0, -1)).toEqual(commands.slice(0, -1).map(() => DROPPED));
      expect(replies.at(-1)).toMatchObject({ ok: true, state: { vault: 'locked' } });
      await expectLocked();
      tried();
    }
    await manager.close();
    await page.bringToFront();
  });
});

// Events that only Chromium's own tools can make.
if (inject('browser') === 'chromium') describe('in Chromium', tellsOfEvents);

function tellsOfEvents(): void {
  /** Dispatches an event as the browser would; this is undocumented and has no type. */
  function tell(area: 'idle' | 'runtime', event: string, detail: unknown): Promise<void> {
    return world.browser.inBackground(
      (of, name, what) => {
        const api = globalThis as unknown as {
          chrome: Record<string, Record<string, { dispatch(detail: unknown): void }>>;
        };
        // Dispatched after the answer: the event may be the end of this worker.
        setTimeout(() => api.chrome[of]?.[name]?.dispatch(what));
      },
      area,
      event,
      detail,
    );
  }

  function workers() {
    const { browser, extensionOrigin } = world.chromium;
    return browser
      .targets()
      .filter((target) => target.type() === 'service_worker')
      .filter((target) => target.url().startsWith(extensionOrigin));
  }

  /** Resolves when a worker runs that did not before; those of before stay in the list. */
  async function untilRestarted(before: ReturnType<typeof workers>): Promise<void> {
    await expect
      .poll(() => workers().some((each) => !before.includes(each)), { timeout: 15_000 })
      .toBe(true);
  }

  it('a locked computer locks it, and the popup says so', async () => {
    await tell('idle', 'onStateChanged', 'locked');

    await expectLocked();
    await untilPopupSays(words('lockedWithComputer'));
  });

  it('a locked computer does not, if the user has said so; absence still does', async () => {
    const settings = await world.keybearer.openManager('#/settings');
    const choice = `::-p-aria([name="${words('settingsLockWithComputer')}"][role="checkbox"])`;
    await click(settings, choice);
    await expect.poll(() => world.browser.inBackground(lockWithComputer)).toBe(false);

    await tell('idle', 'onStateChanged', 'locked');
    // The event has been dealt with when the next message has been.
    await world.keybearer.untilVerdict(page, 'X-REQUEST-SIGNATURE');
    expect(await signatureSent()).toBeDefined();
    await tell('idle', 'onStateChanged', 'idle');
    await expectLocked();

    await world.keybearer.unlock(page, PASSPHRASE);
    await settings.bringToFront();
    await click(settings, choice);
    await expect.poll(() => world.browser.inBackground(lockWithComputer)).toBe(true);
    await settings.close();
  });

  proves('T8', 'a locked computer stops an unlock, and Enter begins it again', async (tried) => {
    await world.keybearer.lock(page);
    const manager = await world.keybearer.openManager();
    await fill(manager, words('unlockPassphrase'), PASSPHRASE);
    await world.browser.inBackground(() => {
      // Cast: undocumented, so it has no type. It comes after our own listener, which has begun.
      const { idle, runtime } = (globalThis as unknown as { chrome: ChromeOfTest }).chrome;
      const lockOnce = ({ type }: { type?: string }) => {
        if (type !== 'vault/unlock') return;
        runtime.onMessage.removeListener(lockOnce);
        idle.onStateChanged.dispatch('locked');
      };
      runtime.onMessage.addListener(lockOnce);
    });

    await manager.keyboard.press('Enter');

    await manager.waitForSelector(`::-p-xpath(//*[text()="${words('error_locked_meanwhile')}"])`);
    expect(await keptKeys()).not.toContain('dataKey');
    expect(await sessionRules(world.browser)).toEqual([]);
    tried();

    await manager.keyboard.press('Enter');
    await manager.waitForSelector(`::-p-aria([name="${words('lock')}"][role="button"])`);
    await manager.close();
    await page.bringToFront();
  });

  it('an updated browser is the reason it gives, until it is unlocked', async () => {
    await world.keybearer.lock(page);
    // A browser update restarts the extension, and no session outlives that.
    await world.browser.reloadExtension();

    // Again until it is heard last: the reload is an update of the extension as well, told some time
    // after it.
    await expect
      .poll(
        async () => {
          await tell('runtime', 'onInstalled', { reason: 'chrome_update' });
          return world.keybearer.popupText(page);
        },
        { timeout: 30_000 },
      )
      .toContain(words('lockedBrowserUpdate'));
    await world.keybearer.unlock(page, PASSPHRASE);
    await world.keybearer.lock(page);
    expect(await world.keybearer.popupText(page)).not.toContain(words('lockedBrowserUpdate'));
  });

  it('a new version waits while the vault is open, and is installed at the lock', async () => {
    const before = workers();
    await tell('runtime', 'onUpdateAvailable', { version: '99.0' });
    const about = await world.keybearer.openManager('#/about');
    await about.waitForSelector(`::-p-xpath(//p[text()="${words('aboutUpdateWaiting')}"])`);
    expect(await signatureSent()).toBeDefined();
    expect(workers()).toEqual(before);

    const button = `::-p-aria([name="${words('aboutUpdateNow')}"][role="button"])`;
    await about.bringToFront();
    // The page goes with the extension that restarts, perhaps before the click is acknowledged.
    void about
      .waitForSelector(button)
      .then((found) => found?.click())
      .catch(() => undefined);

    await untilRestarted(before);
    await expectLocked();
    const session = await world.browser.inBackground(() => chrome.storage.session.get());
    expect(session.updateWaiting).toBeUndefined();
  });

  it('a new version that comes while it is locked is installed at once', async () => {
    await world.keybearer.lock(page);
    const before = workers();

    await tell('runtime', 'onUpdateAvailable', { version: '99.0' });

    await untilRestarted(before);
    await expectLocked();
  });
}

interface ChromeOfTest {
  readonly idle: { readonly onStateChanged: { dispatch(state: string): void } };
  readonly runtime: {
    readonly onMessage: {
      addListener(listener: (message: { type?: string }) => void): void;
      removeListener(listener: (message: { type?: string }) => void): void;
    };
  };
}

/** Runs in the background. */
async function lockWithComputer(): Promise<unknown> {
  const { lockWithComputer: current } = await chrome.storage.session.get('lockWithComputer');
  return current;
}
