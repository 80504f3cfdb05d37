/**
 * A lock at each moment of each way to open the vault, or to change its keys: it ends locked, and what
 * is stored opens as before or as wanted.
 */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { addPasskey } from '../../src/app/keys/change-keys';
import { createVault } from '../../src/app/keys/create-vault';
import { exportCopies } from '../../src/app/keys/recover';
import { unlock } from '../../src/app/keys/unlock';
import { lock } from '../../src/app/lock/lock';
import { saveProfile } from '../../src/app/profiles/save-profile';
import { compose } from '../../src/background/compose';
import type { NewPasskey } from '../../src/domain/passkey';
import type { Command, Reply } from '../../src/protocol/messages';
import { decodeEnvelope } from '../../src/vault/envelope';
import { unwrapByPasskey, unwrapByPassphrase } from '../../src/vault/slots';
import { SANDBOX_ADMIN } from '../support/drafts';
import { type FakeBrowser, fakeBrowser } from '../support/fake-ports';
import { portsAround } from '../support/faulty-ports';
import { proves } from '../support/proves';

vi.mock('hash-wasm', () => import('../support/quick-kdf'));

const PASSPHRASE = 'correct horse battery staple';
const ANOTHER = 'another long passphrase';
const PASSKEY = passkeyOf('one', 1);
const SECOND_PASSKEY = passkeyOf('two', 2);

function passkeyOf(slotId: string, byte: number): NewPasskey {
  const secret = Buffer.alloc(32, byte).toString('base64');
  return { slotId, credentialId: slotId, prfInput: secret, secret };
}

const ANSWER = { slotId: PASSKEY.slotId, secret: PASSKEY.secret };

type Background = ReturnType<typeof compose>;

/** Locked, with a profile that is picked. */
let made: FakeBrowser;
let copies: string;

beforeAll(async () => {
  made = fakeBrowser();
  const { ports } = made;
  await createVault(ports, PASSPHRASE);
  await saveProfile(ports, { profile: SANDBOX_ADMIN, pick: true });
  await addPasskey(ports, { passphrase: PASSPHRASE, name: 'One', passkey: PASSKEY });
  await lock(ports);
  copies = (await exportCopies(ports)).join('\n');
});

function copyOf({ storage, database, session, rules, wakeUpAt, now }: FakeBrowser): FakeBrowser {
  const state = { storage, database, session, rules, wakeUpAt, now };
  return Object.assign(fakeBrowser(), structuredClone(state));
}

const lockedVault = () => copyOf(made);

async function openVault(): Promise<FakeBrowser> {
  const browser = copyOf(made);
  await unlock(browser.ports, PASSPHRASE);
  return browser;
}

interface Interrupted {
  readonly browser: FakeBrowser;
  /** Undefined: the command made fewer calls. */
  readonly reply: Reply | undefined;
}

/** Locks when the command makes its call number `at`, before or after that call takes effect. */
async function interrupt(
  browser: FakeBrowser,
  command: Command,
  begin: (background: Background) => Promise<unknown>,
  { at, when }: { readonly at: number; readonly when: 'before' | 'after' },
): Promise<Interrupted> {
  let calls = 0;
  let locking: Promise<unknown> | undefined;
  /** The command has ended. The toolbar's calls follow, and belong to no turn. */
  let isPublished = false;
  const { pages } = browser.ports;
  const publish: typeof pages.publish = (state) => {
    isPublished = true;
    return pages.publish(state);
  };
  const observed = { ...browser.ports, pages: { publish } };
  const ports = portsAround(observed, (call) => async (...parameters) => {
    if (!isPublished) calls += 1;
    const isIt = !isPublished && calls === at;
    if (isIt && when === 'before') locking = begin(background);
    const result = await call(...parameters);
    if (isIt && when === 'after') locking = begin(background);
    return result;
  });
  const background = compose(ports);
  const reply = await background.perform(command);
  if (!locking) {
    expect(reply.ok).toBe(true);
    return { browser, reply: undefined };
  }
  await locking;
  await background.inTurn(async () => undefined);
  return { browser, reply };
}

const BY_BUTTON = (background: Background) => background.perform({ type: 'vault/lock' });
const BY_COMPUTER = (background: Background) => background.lockSoon('computer-locked');

/** Runs a check after a lock at each call. @returns the number of locks. */
async function atEachCall(
  start: () => FakeBrowser | Promise<FakeBrowser>,
  command: Command,
  begin: (background: Background) => Promise<unknown>,
  check: (interrupted: Interrupted & { readonly reply: Reply }) => unknown,
): Promise<number> {
  let locks = 0;
  for (const when of ['before', 'after'] as const) {
    for (let at = 1; ; at++) {
      const { browser, reply } = await interrupt(await start(), command, begin, { at, when });
      if (!reply) break;
      expect(browser.session.dataKey, `${when} ${at}`).toBeUndefined();
      expect(browser.rules, `${when} ${at}`).toEqual([]);
      expect(browser.published?.vault, `${when} ${at}`).not.toBe('unlocked');
      await check({ browser, reply });
      locks += 1;
    }
  }
  return locks;
}

interface Opening {
  readonly command: Command;
  readonly start: () => FakeBrowser;
  /** Whether there may be no vault afterwards. */
  readonly mayBeMissing?: true;
}

const damaged = () => {
  const browser = copyOf(made);
  browser.envelope = 'damaged';
  return browser;
};

const OPENINGS: Readonly<Record<string, Opening>> = {
  'the passphrase': {
    command: { type: 'vault/unlock', passphrase: PASSPHRASE },
    start: lockedVault,
  },
  'a passkey': {
    // After the locks of the first vault's creation, and of its preparation.
    command: { type: 'vault/unlock-by-passkey', answer: ANSWER, locks: 2 },
    start: lockedVault,
  },
  creation: {
    command: { type: 'vault/create', passphrase: PASSPHRASE },
    start: fakeBrowser,
    mayBeMissing: true,
  },
};

describe('a lock while the vault is being opened', () => {
  for (const [way, { command, start, mayBeMissing }] of Object.entries(OPENINGS)) {
    proves('T8', `by ${way}: it stays locked, and says so`, async (tried) => {
      const locks = await atEachCall(start, command, BY_BUTTON, async ({ browser, reply }) => {
        expect(reply).toEqual({ ok: false, failure: { code: 'locked-meanwhile' } });
        if (mayBeMissing && browser.envelope === undefined) return;
        expect(browser.published?.vault).toBe('locked');
        const { content } = await unlock(browser.ports, PASSPHRASE);
        expect(content.profiles).toHaveLength(mayBeMissing ? 0 : 1);
      });

      expect(locks).toBeGreaterThan(10);
      tried(locks);
    });
  }

  proves('T8', 'the computer’s lock counts without a key too', async (tried) => {
    for (const { command, start } of Object.values(OPENINGS)) {
      // It begins a moment after the browser has told it, so that the opening may have ended before.
      tried(await atEachCall(start, command, BY_COMPUTER, () => undefined));
    }
  });

  it('keeps a vault that was just created', async () => {
    let kept = 0;
    const { command } = OPENINGS.creation as Opening;

    await atEachCall(fakeBrowser, command, BY_BUTTON, ({ browser }) => {
      if (browser.envelope !== undefined) kept += 1;
    });

    expect(kept).toBeGreaterThan(0);
  });

  it('leaves a copy that was restored, or what was there before', async () => {
    let restored = 0;
    const command: Command = { type: 'vault/restore', text: copies };

    await atEachCall(damaged, command, BY_BUTTON, async ({ browser, reply }) => {
      expect(reply).toEqual({ ok: false, failure: { code: 'locked-meanwhile' } });
      if (browser.storage.current === 'damaged') return;
      restored += 1;
      expect((await unlock(browser.ports, PASSPHRASE)).content.profiles).toHaveLength(1);
    });

    expect(restored).toBeGreaterThan(0);
  });
});

describe('a lock in the same moment as other commands', () => {
  const UNLOCK: Command = { type: 'vault/unlock', passphrase: PASSPHRASE };
  const LOCK: Command = { type: 'vault/lock' };

  proves('T8', 'drops each opening before it, begun or not', async (tried) => {
    for (const before of [[UNLOCK], [UNLOCK, UNLOCK], [UNLOCK, LOCK, UNLOCK, UNLOCK]]) {
      const browser = lockedVault();
      const background = compose(browser.ports);

      const replies = await Promise.all([...before, LOCK].map(background.perform));

      const opened = replies.filter((_, index) => before[index] === UNLOCK);
      for (const reply of opened) {
        expect(reply).toEqual({ ok: false, failure: { code: 'locked-meanwhile' } });
      }
      expect(browser.session.dataKey).toBeUndefined();
      expect(browser.rules).toEqual([]);
      expect(browser.published).toMatchObject({ vault: 'locked' });
      tried();
    }
  });

  it('leaves an unlock that comes after it', async () => {
    const browser = lockedVault();
    const background = compose(browser.ports);

    const replies = await Promise.all([UNLOCK, LOCK, UNLOCK].map(background.perform));

    expect(replies.map(({ ok }) => ok)).toEqual([false, true, true]);
    expect(browser.rules).not.toEqual([]);
  });
});

proves('T8', 'a passkey that was asked before a lock does not unlock after it', async (tried) => {
  const browser = lockedVault();
  const background = compose(browser.ports);
  const { state } = await background.perform({ type: 'state/read' });
  if (state?.vault !== 'locked') throw new Error('locked');
  const use: Command = { type: 'vault/unlock-by-passkey', answer: ANSWER, locks: state.locks };

  await background.lockSoon('computer-locked');
  // Its answer comes in another life of the background, too.
  const replies = [await background.perform(use), await compose(browser.ports).perform(use)];

  for (const reply of replies) {
    expect(reply).toMatchObject({ ok: false, failure: { code: 'locked-meanwhile' } });
    tried();
  }
  expect(browser.session.dataKey).toBeUndefined();
  const now = browser.session.locks ?? 0;
  expect(await background.perform({ ...use, locks: now })).toMatchObject({ ok: true });
});

describe('a lock while the keys are being changed', () => {
  const KEYS = { passphrase: PASSPHRASE, passkeys: [] };
  const CHANGES: Readonly<Record<string, Command>> = {
    'another passphrase': {
      type: 'vault/change-passphrase',
      newPassphrase: ANOTHER,
      passphrase: PASSPHRASE,
      passkeys: [ANSWER],
    },
    'a removed passkey': { type: 'passkey/remove', ...KEYS },
    'one more passkey': {
      type: 'passkey/add',
      passphrase: PASSPHRASE,
      name: 'Two',
      passkey: SECOND_PASSKEY,
    },
  };

  /** Which keys open any stored generation. */
  async function keysTo(browser: FakeBrowser): Promise<string[]> {
    const stored = [browser.storage, browser.database].flatMap(({ current, before }) => [
      ...(current === undefined ? [] : [current]),
      ...(before === undefined ? [] : [before]),
    ]);
    const keys = {
      passphrase: (slots: Slots) => unwrapByPassphrase(slots, PASSPHRASE),
      another: (slots: Slots) => unwrapByPassphrase(slots, ANOTHER),
      passkey: (slots: Slots) => unwrapByPasskey(slots, PASSKEY),
      second: (slots: Slots) => unwrapByPasskey(slots, SECOND_PASSKEY),
    };
    const found: string[] = [];
    for (const [name, opens] of Object.entries(keys)) {
      for (const { slots } of stored.map(decodeEnvelope)) {
        if (await opens(slots).then(Boolean, () => false)) found.push(name);
      }
    }
    return [...new Set(found)];
  }

  type Slots = ReturnType<typeof decodeEnvelope>['slots'];

  const EXPECTED: Readonly<Record<string, readonly string[]>> = {
    'another passphrase': ['another', 'passkey'],
    'a removed passkey': ['passphrase'],
    'one more passkey': ['passphrase', 'passkey', 'second'],
  };

  for (const [name, command] of Object.entries(CHANGES)) {
    proves('T8', `${name}: all of it is done, or nothing`, async (tried) => {
      const outcomes = new Set<string>();
      const locks = await atEachCall(openVault, command, BY_BUTTON, async ({ browser }) => {
        outcomes.add((await keysTo(browser)).join(' '));
      });

      const before = 'passphrase passkey';
      expect([...outcomes].toSorted()).toEqual([before, EXPECTED[name]?.join(' ')].toSorted());
      tried(locks);
    });
  }
});
