/** The background's own work: it counts refused messages, delays an update, locks. */
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createVault } from '../../src/app/keys/create-vault';
import { saveProfile } from '../../src/app/profiles/save-profile';
import { compose } from '../../src/background/compose';
import type { LockReason } from '../../src/domain/lock-reason';
import type { Command } from '../../src/protocol/messages';
import { SANDBOX_ADMIN } from '../support/drafts';
import { type FakeBrowser, fakeBrowser } from '../support/fake-ports';
import { proves } from '../support/proves';

vi.mock('hash-wasm', () => import('../support/quick-kdf'));

const PASSPHRASE = 'correct horse battery staple';
const UNLOCK: Command = { type: 'vault/unlock', passphrase: PASSPHRASE };

let made: FakeBrowser;
let browser: FakeBrowser;
let background: ReturnType<typeof compose>;

beforeAll(async () => {
  made = fakeBrowser();
  await createVault(made.ports, PASSPHRASE);
  await saveProfile(made.ports, { profile: SANDBOX_ADMIN, pick: true });
});

beforeEach(() => {
  const { storage, database, session, rules, wakeUpAt, now } = made;
  const state = { storage, database, session, rules, wakeUpAt, now };
  browser = Object.assign(fakeBrowser(), structuredClone(state));
  background = compose(browser.ports);
});

/** Reads the state after all earlier commands. */
async function settled() {
  const { state } = await background.perform({ type: 'state/read' });
  if (!state) throw new Error('no state');
  return state;
}

/** The state after a reload of the extension or a start of the browser. */
function restarted(): void {
  browser.session = {};
  background = compose(browser.ports);
}

describe('refused messages', () => {
  proves('T9', 'a refused message is counted, and nothing else is changed', async (tried) => {
    await settled();
    const before = structuredClone([browser.storage, browser.database, browser.rules]);
    const session = structuredClone(browser.session);

    for (let count = 0; count < 3; count++) {
      background.noteRefused();
      tried();
    }

    expect((await settled()).refusedMessages).toBe(3);
    expect([browser.storage, browser.database, browser.rules]).toEqual(before);
    expect(browser.session).toEqual({ ...session, refusedMessages: 3 });
  });

  it('are still counted after a lock, and no more after a restart', async () => {
    background.noteRefused();
    await settled();
    await background.perform({ type: 'vault/lock' });
    expect((await settled()).refusedMessages).toBe(1);

    restarted();

    expect((await settled()).refusedMessages).toBe(0);
  });
});

describe('a form that is being typed', () => {
  it('is told to the pages when it is first kept and when it is gone, and not in between', async () => {
    await settled();
    const publish = vi.spyOn(browser.ports.pages, 'publish');
    background = compose(browser.ports);
    const keep = (note: string): Command => {
      return { type: 'draft/keep', draft: { ...SANDBOX_ADMIN, note } };
    };

    expect(await background.perform(keep('a'))).toMatchObject({ state: { drafts: ['new'] } });
    expect(await background.perform(keep('ab'))).toEqual({ ok: true });
    expect(publish).toHaveBeenCalledTimes(1);
    expect(browser.session.drafts?.new?.note).toBe('ab');

    await background.perform({ type: 'draft/discard', key: 'new' });
    expect(publish).toHaveBeenCalledTimes(2);
  });
});

describe('an update of Keybearer', () => {
  it('waits while the vault is open, and says so', async () => {
    background.noteUpdateWaiting();

    const { vault, updateWaiting } = await settled();

    expect({ vault, updateWaiting }).toEqual({ vault: 'unlocked', updateWaiting: true });
    expect(browser.rules).not.toEqual([]);
    expect(browser.updates).toBe(0);
  });

  const locks: readonly [string, () => unknown][] = [
    ['by the button', () => background.perform({ type: 'vault/lock' })],
    ['by the shortcut', () => background.onShortcut('lock', undefined)],
    ['by absence', () => background.lockSoon('idle')],
    ['with the computer', () => background.lockSoon('computer-locked')],
    [
      'by the deadline',
      () => {
        browser.now += 8 * 60 * 60_000;
        background.reconcileSoon();
      },
    ],
  ];

  it.each(locks)('is installed at the next lock: %s', async (_, act) => {
    background.noteUpdateWaiting();
    await settled();

    await act();

    await vi.waitFor(() => expect(browser.updates).toBe(1));
    expect(browser.rules).toEqual([]);
    expect(browser.session.dataKey).toBeUndefined();
  });

  it('is installed at once if it is locked', async () => {
    await background.perform({ type: 'vault/lock' });
    expect(browser.updates).toBe(0);

    background.noteUpdateWaiting();

    await vi.waitFor(() => expect(browser.updates).toBe(1));
  });

  it('leaves a lock without one alone', async () => {
    await background.perform({ type: 'vault/lock' });
    await settled();

    expect(browser.updates).toBe(0);
  });
});

describe('the reason for a lock', () => {
  it.each<LockReason>(['browser-update', 'update'])('is told until unlock: %s', async (reason) => {
    restarted();

    background.noteUpdate(reason);

    expect(await settled()).toMatchObject({ vault: 'locked', lockedBy: reason });
    const wrong = await background.perform({ type: 'vault/unlock', passphrase: 'not this one' });
    expect(wrong.state).toMatchObject({ lockedBy: reason });
    const opened = await background.perform(UNLOCK);
    expect(opened.state?.vault).toBe('unlocked');
    expect(opened.state).not.toHaveProperty('lockedBy');
    const locked = await background.perform({ type: 'vault/lock' });
    expect(locked.state).toMatchObject({ vault: 'locked' });
    expect(locked.state).not.toHaveProperty('lockedBy');
  });

  it('is none for an update under an open vault', async () => {
    background.noteUpdate('update');
    expect((await settled()).vault).toBe('unlocked');

    const { state } = await background.perform({ type: 'vault/lock' });

    expect(state).not.toHaveProperty('lockedBy');
  });

  it.each(['idle', 'computer-locked'] as const)('is told for absence: %s', async (reason) => {
    await background.lockSoon(reason);

    expect(await settled()).toMatchObject({ vault: 'locked', lockedBy: reason });
  });

  it('stays the first one, if the computer is locked after it was left', async () => {
    await background.lockSoon('idle');
    await settled();
    await background.lockSoon('computer-locked');

    expect(await settled()).toMatchObject({ lockedBy: 'idle' });
  });
});

describe('the lock of the computer', () => {
  it('locks nothing if the user has said so', async () => {
    const settings = { lockWithComputer: false };
    await background.perform({ type: 'settings/change', settings });

    await background.lockSoon('computer-locked');
    expect((await settled()).vault).toBe('unlocked');

    await background.lockSoon('idle');
    expect((await settled()).vault).toBe('locked');
  });
});
