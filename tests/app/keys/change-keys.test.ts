/** Changes of the ways to unlock: the keys that open the vault afterwards, and those that do not. */
import { randomBytes } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { addPasskey, changePassphrase, removePasskeys } from '../../../src/app/keys/change-keys';
import { createVault } from '../../../src/app/keys/create-vault';
import { unlock, unlockByPasskey } from '../../../src/app/keys/unlock';
import { lock } from '../../../src/app/lock/lock';
import { readState } from '../../../src/app/pages/read-state';
import type { Ports } from '../../../src/app/ports';
import { saveProfile } from '../../../src/app/profiles/save-profile';
import { reconcile } from '../../../src/app/reconcile';
import type { NewPasskey, PasskeyAnswer } from '../../../src/domain/passkey';
import type { DataKey } from '../../../src/vault/data-key';
import { decodeEnvelope } from '../../../src/vault/envelope';
import { openContent } from '../../../src/vault/vault';
import { opened } from '../../support/app-states';
import { SANDBOX_ADMIN } from '../../support/drafts';
import { type FakeBrowser, fakeBrowser, inForce } from '../../support/fake-ports';
import { faultyPorts } from '../../support/faulty-ports';
import { refusal } from '../../support/matchers';
import { proves } from '../../support/proves';

vi.mock('hash-wasm', () => import('../../support/quick-kdf'));

const OLD = 'correct horse battery staple';
const NEW = 'another correct horse battery';
const IN_FORCE = { '|https://api.gluwa.test/': ['Authorization: Basic YWJjZDoxMjM0'] };

const laptop = passkey();
const phone = passkey();

let made: FakeBrowser;
let browser: FakeBrowser;

beforeAll(async () => {
  made = fakeBrowser();
  await createVault(made.ports, OLD);
  await saveProfile(made.ports, { profile: SANDBOX_ADMIN, pick: true });
  await addPasskey(made.ports, { passphrase: OLD, name: 'Laptop', passkey: laptop });
  await addPasskey(made.ports, { passphrase: OLD, name: ' Phone ', passkey: phone });
});

beforeEach(() => {
  browser = copyOf(made);
});

function passkey(): NewPasskey {
  return {
    slotId: crypto.randomUUID(),
    credentialId: randomBytes(16).toString('base64url'),
    prfInput: randomBytes(32).toString('base64'),
    secret: randomBytes(32).toString('base64'),
  };
}

function answerOf({ slotId, secret }: NewPasskey): PasskeyAnswer {
  return { slotId, secret };
}

function copyOf({ storage, database, session, rules }: FakeBrowser): FakeBrowser {
  return Object.assign(fakeBrowser(), structuredClone({ storage, database, session, rules }));
}

/** Everything that is on disk. */
function storedIn({ storage, database }: FakeBrowser): string[] {
  const parts = [storage.current, storage.before, database.current, database.before];
  return parts.filter((part) => part !== undefined && part !== null);
}

async function opensWithKey(text: string, dataKey: DataKey): Promise<boolean> {
  return openContent(decodeEnvelope(text), dataKey).then(
    () => true,
    () => false,
  );
}

function keyOf({ session: { dataKey } }: FakeBrowser): DataKey {
  if (!dataKey) throw new Error('locked');
  return dataKey;
}

/** The keys that open the vault, each tried on a copy of its own. */
async function keysTo(vault: FakeBrowser): Promise<string[]> {
  const attempts: Record<string, (ports: Ports) => Promise<unknown>> = {
    old: (ports) => unlock(ports, OLD),
    new: (ports) => unlock(ports, NEW),
    laptop: (ports) => unlockByPasskey(ports, answerOf(laptop)),
    phone: (ports) => unlockByPasskey(ports, answerOf(phone)),
  };
  const found: string[] = [];
  for (const [name, attempt] of Object.entries(attempts)) {
    const tried = copyOf(vault);
    await lock(tried.ports);
    const opened = await attempt(tried.ports).then(
      () => true,
      () => false,
    );
    if (!opened) continue;
    found.push(name);
    // Each key that opens the vault finds all of it.
    expect(inForce(tried)).toEqual(IN_FORCE);
  }
  return found;
}

async function namesIn({ ports }: FakeBrowser): Promise<string[]> {
  return opened(await readState(ports)).passkeys.map(({ name }) => name);
}

describe('addPasskey', () => {
  it('is one more way to unlock, under its name', async () => {
    expect(await keysTo(browser)).toEqual(['old', 'laptop', 'phone']);
    expect(await namesIn(browser)).toEqual(['Laptop', 'Phone']);
  });

  it('tells the pages how to ask for it, locked as well, and nothing that answers', async () => {
    await lock(browser.ports);

    const state = await readState(browser.ports);

    expect(state).not.toHaveProperty('passkeys');
    expect(state).toHaveProperty(
      'passkeyRequests',
      [laptop, phone].map(({ slotId, credentialId, prfInput }) => ({
        slotId,
        credentialId,
        prfInput,
      })),
    );
    expect(JSON.stringify([state, storedIn(browser), browser.session])).not.toContain(
      laptop.secret,
    );
  });

  it('keeps its name sealed', () => {
    expect(storedIn(browser).join()).not.toContain('Laptop');
  });

  it.each([
    ['a wrong passphrase', { passphrase: NEW }, 'passphrase-wrong', 'passphrase'],
    ['no name', { name: '  ' }, 'profile-invalid', 'name'],
    ['a long name', { name: 'x'.repeat(81) }, 'profile-invalid', 'name'],
    ['the name of another', { name: ' Phone' }, 'profile-invalid', 'name'],
  ] as const)('changes nothing for %s', async (_, change, code, field) => {
    const before = structuredClone([browser.storage, browser.database, browser.session]);
    const wanted = { passphrase: OLD, name: 'Key', passkey: passkey(), ...change };

    await expect(addPasskey(browser.ports, wanted)).rejects.toThrow(refusal(code, field));

    expect([browser.storage, browser.database, browser.session]).toEqual(before);
  });

  it('changes nothing while locked', async () => {
    await lock(browser.ports);
    const before = structuredClone([browser.storage, browser.database]);

    await expect(
      addPasskey(browser.ports, { passphrase: OLD, name: 'Key', passkey: passkey() }),
    ).rejects.toThrow(refusal('vault-locked'));

    expect([browser.storage, browser.database]).toEqual(before);
  });

  it('refuses a seventeenth, and the vault with sixteen opens', async () => {
    for (let count = 3; count <= 16; count++) {
      const wanted = { passphrase: OLD, name: `Key ${count}`, passkey: passkey() };
      await addPasskey(browser.ports, wanted);
    }

    await expect(
      addPasskey(browser.ports, { passphrase: OLD, name: 'Key 17', passkey: passkey() }),
    ).rejects.toThrow(refusal('message-refused'));

    expect(await namesIn(browser)).toHaveLength(16);
    expect(await keysTo(browser)).toEqual(['old', 'laptop', 'phone']);
  });
});

describe('removePasskeys', () => {
  it('leaves the passphrase and those that have answered', async () => {
    await removePasskeys(browser.ports, { passphrase: OLD, passkeys: [answerOf(laptop)] });

    expect(await namesIn(browser)).toEqual(['Laptop']);
    expect(await keysTo(browser)).toEqual(['old', 'laptop']);
    expect(inForce(browser)).toEqual(IN_FORCE);
  });
});

describe('changePassphrase', () => {
  it('leaves the new passphrase and the passkeys that have answered', async () => {
    const change = { passphrase: OLD, newPassphrase: NEW, passkeys: [answerOf(phone)] };

    await changePassphrase(browser.ports, change);

    expect(await namesIn(browser)).toEqual(['Phone']);
    expect(await keysTo(browser)).toEqual(['new', 'phone']);
    expect(inForce(browser)).toEqual(IN_FORCE);
  });

  it('works with no passkey at hand', async () => {
    await changePassphrase(browser.ports, { passphrase: OLD, newPassphrase: NEW, passkeys: [] });

    expect(await namesIn(browser)).toEqual([]);
    expect(await keysTo(browser)).toEqual(['new']);
  });
});

const wrongAnswer = { slotId: laptop.slotId, secret: phone.secret };
const changes = [
  ['changePassphrase', changePassphrase, { newPassphrase: NEW }],
  ['removePasskeys', removePasskeys, { newPassphrase: OLD }],
] as const;

describe.each(changes)('%s', (_, change, { newPassphrase }) => {
  it.each([
    ['a wrong passphrase', { passphrase: 'not this passphrase' }, 'passphrase-wrong'],
    ['an empty one', { passphrase: '' }, 'passphrase-wrong'],
    ['a wrong answer', { passkeys: [answerOf(phone), wrongAnswer] }, 'passkey-wrong'],
    ['an answer of no passkey', { passkeys: [answerOf(passkey())] }, 'passkey-wrong'],
  ] as const)('changes nothing for %s', async (_, part, code) => {
    const before = structuredClone([browser.storage, browser.database, browser.session]);
    const wanted = { passphrase: OLD, newPassphrase, passkeys: [], ...part };

    await expect(change(browser.ports, wanted)).rejects.toThrow(refusal(code));

    expect([browser.storage, browser.database, browser.session]).toEqual(before);
    expect(inForce(browser)).toEqual(IN_FORCE);
  });

  it('changes nothing if the disk is full', async () => {
    browser.refuseStorage = true;
    const before = structuredClone([browser.storage, browser.database, browser.session]);

    await expect(
      change(browser.ports, { passphrase: OLD, newPassphrase, passkeys: [] }),
    ).rejects.toThrow(refusal('storage-failed'));

    expect([browser.storage, browser.database, browser.session]).toEqual(before);
  });

  it('leaves nothing on disk that the old key opens, in either copy', async () => {
    const oldKey = keyOf(browser);
    const stored = storedIn(browser);
    expect(await opensWithKey(stored[0] ?? '', oldKey)).toBe(true);

    await change(browser.ports, { passphrase: OLD, newPassphrase, passkeys: [answerOf(laptop)] });

    const now = storedIn(browser);
    expect(now).toHaveLength(2);
    for (const text of now) {
      expect(stored).not.toContain(text);
      expect(await opensWithKey(text, oldKey)).toBe(false);
      expect(await opensWithKey(text, keyOf(browser))).toBe(true);
    }
  });
});

describe('changePassphrase to one that is too short', () => {
  it('changes nothing', async () => {
    const before = structuredClone([browser.storage, browser.database, browser.session]);
    const change = { passphrase: OLD, newPassphrase: 'eleven char', passkeys: [] };

    await expect(changePassphrase(browser.ports, change)).rejects.toThrow(
      refusal('passphrase-weak', 'newPassphrase'),
    );

    expect([browser.storage, browser.database, browser.session]).toEqual(before);
  });
});

describe('a background that dies', () => {
  const operations: readonly [
    string,
    (ports: Ports) => Promise<unknown>,
    { readonly old: readonly string[]; readonly new: readonly string[] },
  ][] = [
    [
      'changing the passphrase',
      (ports) =>
        changePassphrase(ports, {
          passphrase: OLD,
          newPassphrase: NEW,
          passkeys: [answerOf(laptop)],
        }),
      { old: ['old', 'laptop', 'phone'], new: ['new', 'laptop'] },
    ],
    [
      'removing a passkey',
      (ports) => removePasskeys(ports, { passphrase: OLD, passkeys: [answerOf(laptop)] }),
      { old: ['old', 'laptop', 'phone'], new: ['old', 'laptop'] },
    ],
  ];

  for (const [name, operation, ways] of operations) {
    for (const fault of ['dies before', 'dies after'] as const) {
      proves('F1', `${name}, ${fault} any call, leaves the old ways or the new`, async (tried) => {
        const whole = faultyPorts(copyOf(made).ports, fault, Number.POSITIVE_INFINITY);
        await operation(whole.ports);
        const outcomes = new Set<string>();

        for (let call = 1; call <= whole.calls(); call++) {
          const dead = copyOf(made);
          const faulty = faultyPorts(dead.ports, fault, call);
          void operation(faulty.ports);
          await faulty.dead;

          const found = await keysTo(dead);
          expect([ways.old, ways.new], `call ${call}`).toContainEqual(found);
          outcomes.add(found.join());
          // The next start of the background, with the session it finds: open and right, or locked.
          await reconcile(dead.ports).catch(() => undefined);
          expect(inForce(dead), `call ${call}`).toEqual(dead.session.dataKey ? IN_FORCE : {});
          tried();
        }

        // Otherwise no call would lie before the change, or none after it.
        expect(outcomes.size).toBe(2);
      });
    }
  }
});
