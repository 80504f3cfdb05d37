/** Vaults of other versions: which open, which are migrated, and which stay unchanged. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { pick, pickEverywhere } from '../../src/app/headers/pick';
import { unlock, unlockByPasskey } from '../../src/app/keys/unlock';
import { lock } from '../../src/app/lock/lock';
import { readState } from '../../src/app/pages/read-state';
import type { Ports } from '../../src/app/ports';
import { removeProfiles } from '../../src/app/profiles/remove-profiles';
import { saveProfile } from '../../src/app/profiles/save-profile';
import { changeSettings } from '../../src/app/settings';
import { openVault } from '../../src/app/vault/open-vault';
import { NEWS } from '../../src/domain/news';
import { UNTIL_BROWSER_CLOSES } from '../../src/domain/settings';
import { encrypt } from '../../src/vault/box';
import {
  decodeContent,
  EMPTY_CONTENT,
  encodeContent,
  type VaultContent,
} from '../../src/vault/content';
import { importDataKey, newDataKey } from '../../src/vault/data-key';
import { decodeEnvelope, ENVELOPE_FORMAT, encodeEnvelope } from '../../src/vault/envelope';
import { KDF_DEFAULT, KDF_FLOOR, type KdfParameters, newKdfParameters } from '../../src/vault/kdf';
import { passphraseSlot, unwrapByPassphrase } from '../../src/vault/slots';
import { openContent, seal } from '../../src/vault/vault';
import { opened } from '../support/app-states';
import { flipped, stored, textOf } from '../support/copies';
import { SANDBOX_ADMIN } from '../support/drafts';
import { passphraseSlotOf } from '../support/envelopes';
import { type FakeBrowser, fakeBrowser, inForce } from '../support/fake-ports';
import { refusal } from '../support/matchers';
import { proves } from '../support/proves';
import { contentForFormat4, slotsForFormat4 } from '../support/reader-of-format-4';
import { contentForFormat5, slotsForFormat5 } from '../support/reader-of-format-5';
import { contentForFormat6, slotsForFormat6 } from '../support/reader-of-format-6';
import { contentForFormat7, slotsForFormat7 } from '../support/reader-of-format-7';
import { contentForFormat8, slotsForFormat8 } from '../support/reader-of-format-8';
import { contentForFormat9, slotsForFormat9 } from '../support/reader-of-format-9';
import one from '../vectors/vault-format-1.json';
import two from '../vectors/vault-format-2.json';
import three from '../vectors/vault-format-3.json';
import four from '../vectors/vault-format-4.json';
import five from '../vectors/vault-format-5.json';
import six from '../vectors/vault-format-6.json';
import seven from '../vectors/vault-format-7.json';
import eight from '../vectors/vault-format-8.json';
import nine from '../vectors/vault-format-9.json';
import later from '../vectors/vault-later-format.json';

/** Before the days of the bins of the vectors of formats 7 to 9 are over. */
const BIN_AT = 1_764_400_000_000;

const PASSPHRASE = 'correct horse battery staple';

const OLDER_READERS = [
  contentForFormat4,
  contentForFormat5,
  contentForFormat6,
  contentForFormat7,
  contentForFormat8,
];

/** Each passphrase and salt once: the key derivation takes its time on purpose. */
vi.mock('hash-wasm', async (load) => {
  const real = await load<typeof import('hash-wasm')>();
  const derived = new Map<string, Promise<Uint8Array>>();
  return {
    ...real,
    argon2id(options: Parameters<typeof real.argon2id>[0] & { outputType: 'binary' }) {
      const key = JSON.stringify(options);
      const known = derived.get(key) ?? real.argon2id(options);
      derived.set(key, known);
      return known;
    },
  };
});

let browser: FakeBrowser;

beforeEach(() => {
  browser = fakeBrowser();
});

async function slotsUnder(passphrase: string, kdf: KdfParameters = newKdfParameters()) {
  const dataKey = newDataKey();
  return { dataKey, slots: [await passphraseSlot(dataKey, passphrase, kdf)] };
}

/** The ports of a background that dies at call number `last`; `onCall` hears of each before. */
function mortal({ ports }: FakeBrowser, last: number, onCall = () => {}): Ports {
  let calls = 0;
  const dying = <A extends unknown[], R>(call: (...parameters: A) => Promise<R>) => {
    return async (...parameters: A): Promise<R> => {
      calls += 1;
      if (calls >= last) throw new Error('the background has died');
      onCall();
      return call(...parameters);
    };
  };
  const { session, rules, wakeUp } = ports;
  const [first, second] = ports.copies;
  return {
    ...ports,
    copies: [
      { ...first, read: dying(first.read), write: dying(first.write) },
      { ...second, read: dying(second.read), write: dying(second.write) },
    ],
    session: {
      read: dying(session.read),
      readNow: dying(session.readNow),
      write: dying(session.write),
      clear: dying(session.clear),
    },
    rules: { ...rules, installed: dying(rules.installed), update: dying(rules.update) },
    wakeUp: { set: dying(wakeUp.set) },
  };
}

interface OldContent {
  readonly profiles: readonly { readonly headers: readonly object[] }[];
  readonly sitePicks?: object;
  readonly settings?: object;
  readonly picks?: Readonly<Record<string, string | undefined>>;
  readonly paused?: boolean;
  readonly autoLockMinutes?: number;
  readonly lockWithComputer?: boolean;
  readonly observes?: boolean;
  readonly passkeys?: readonly object[];
  readonly drafts?: object;
  readonly news?: readonly string[];
  readonly widenings?: readonly object[];
  readonly pickTimes?: object;
  readonly replacements?: object;
  readonly declinedCalls?: readonly object[];
  readonly bin?: readonly { readonly overdue?: object; readonly restartedAt?: number }[];
  readonly backup?: object;
  readonly importReview?: object;
}

/** The content of a vault of an older format, as this build has it. */
function inFormat10({
  profiles,
  picks = {},
  sitePicks,
  settings,
  passkeys = [],
  drafts = {},
  news = NEWS,
  widenings = [],
  pickTimes = {},
  replacements = {},
  declinedCalls = [],
  bin = [],
  backup = {},
  importReview,
  ...oldSettings
}: OldContent) {
  return {
    profiles: profiles.map(({ headers, ...profile }) => ({
      ownPictures: false,
      allowCache: false,
      ...profile,
      headers: headers.map((header) => {
        const { before, ...spec } = header as { readonly before?: object };
        return { ...spec, ...(before && { previousCredential: before }) };
      }),
    })),
    sitePicks:
      sitePicks ??
      Object.fromEntries(
        Object.entries(picks).map(([origin, identity]) => [origin, { identity, extras: [] }]),
      ),
    settings: {
      singleKeys: true,
      digitsPick: false,
      namesInToolbar: true,
      backupReminderDays: 30,
      ...(settings ?? { lockWithComputer: true, observes: true, ...oldSettings }),
    },
    passkeys,
    drafts: Object.fromEntries(
      Object.entries(drafts).map(([key, draft]) => [
        key,
        { ownPictures: false, allowCache: false, ...draft },
      ]),
    ),
    news,
    widenings,
    replacements,
    declinedCalls,
    pickTimes,
    // At this time the sweep of an unlock takes both marks back.
    bin: bin.map(({ overdue: _, restartedAt: __, ...entry }) => entry),
    backup,
    ...(importReview && { importReview }),
  };
}

/** Format and generation. */
function generation(text: string | undefined) {
  const { format, generation: number } = decodeEnvelope(text ?? '');
  return [format, number];
}

describe('a vault of format 1', () => {
  proves('F7', 'it opens, is written anew, and stays beside it', async (tried) => {
    browser.storage = stored(one.text);

    const { content } = await unlock(browser.ports, one.passphrase);

    expect(content).toEqual(inFormat10(one.content));
    for (const place of [browser.storage, browser.database]) {
      expect(generation(place.current)).toEqual([10, 8]);
      expect(place.before).toBe(one.text);
    }
    expect(browser.session.notice).toBeUndefined();
    await lock(browser.ports);
    expect((await unlock(browser.ports, one.passphrase)).content).toEqual(content);
    tried();
  });

  it('opens with nothing else, and is then left as it is', async () => {
    browser.storage = stored(one.text);

    await expect(unlock(browser.ports, two.passphrase)).rejects.toThrow(
      refusal('passphrase-wrong'),
    );
    expect(browser.storage).toEqual(stored(one.text));
  });

  it('opens, and stays, where it cannot be written', async () => {
    browser.storage = stored(one.text);
    browser.refuseStorage = true;

    await unlock(browser.ports, one.passphrase);

    expect(opened(await readState(browser.ports)).profiles).toHaveLength(2);
    expect(browser.storage).toEqual(stored(one.text));
  });
});

describe.each([
  // Builds of format 1 made no second copy.
  ['1', one, {}],
  ['4', four, stored(four.text)],
  ['5', five, stored(five.text)],
  ['6', six, stored(six.text)],
  ['7', seven, stored(seven.text)],
  ['8', eight, stored(eight.text)],
  ['9', nine, stored(nine.text)],
])('a vault of format %s', (_, old, database) => {
  function withOldVault() {
    const fake = fakeBrowser();
    return Object.assign(fake, { now: BIN_AT, storage: stored(old.text), database });
  }

  proves(
    'F7',
    'wherever the background dies while it is written anew, it opens',
    async (tried) => {
      let calls = 0;
      await unlock(
        mortal(withOldVault(), Number.POSITIVE_INFINITY, () => calls++),
        old.passphrase,
      );
      expect(calls).toBeGreaterThan(10);

      for (let last = 1; last <= calls; last++) {
        const fake = withOldVault();
        await unlock(mortal(fake, last), old.passphrase).catch(() => undefined);

        // The browser has gone with it: nothing but the disk is left.
        fake.session = {};
        const { content } = await unlock(fake.ports, old.passphrase);

        expect(content, `died at ${last}`).toEqual(inFormat10(old.content));
        expect(fake.session.notice, `died at ${last}`).toBeUndefined();
        tried();
      }
    },
    120_000,
  );
});

describe('a vault of format 2', () => {
  beforeEach(() => {
    browser.storage = stored(two.text);
    browser.database = stored(two.text);
  });

  proves('F7', 'it opens by a passkey, and is left as it is', async (tried) => {
    const { content } = await unlockByPasskey(browser.ports, two.passkey);

    expect(content).toEqual(inFormat10(two.content));
    expect(browser.storage).toEqual(stored(two.text));
    tried();
  });

  proves(
    'F7',
    'it opens by the passphrase, is written anew, and stays beside it',
    async (tried) => {
      const { content } = await unlock(browser.ports, two.passphrase);

      expect(content).toEqual(inFormat10(two.content));
      for (const place of [browser.storage, browser.database]) {
        expect(generation(place.current)).toEqual([10, 12]);
        expect(place.before).toBe(two.text);
      }
      await lock(browser.ports);
      expect((await unlockByPasskey(browser.ports, two.passkey)).content).toEqual(content);
      tried(2);
    },
  );
});

describe('a vault of format 3', () => {
  proves('F7', 'it opens, is written anew, and stays beside it', async (tried) => {
    browser.storage = stored(three.text);
    browser.database = stored(three.text);

    const { content } = await unlock(browser.ports, three.passphrase);

    expect(content).toEqual(inFormat10(three.content));
    for (const place of [browser.storage, browser.database]) {
      expect(generation(place.current)).toEqual([10, 13]);
      expect(place.before).toBe(three.text);
    }
    tried();
  });
});

describe('a vault of format 4', () => {
  beforeEach(() => {
    browser.storage = stored(four.text);
    browser.database = stored(four.text);
  });

  proves('F7', 'it opens by a passkey, and is left as it is', async (tried) => {
    const { content } = await unlockByPasskey(browser.ports, four.passkey);

    expect(content).toEqual(inFormat10(four.content));
    expect(browser.storage).toEqual(stored(four.text));
    tried();
  });

  proves('F7', 'it opens, is written anew, and stays beside it', async (tried) => {
    const { content } = await unlock(browser.ports, four.passphrase);

    expect(content).toEqual(inFormat10(four.content));
    for (const place of [browser.storage, browser.database]) {
      expect(generation(place.current)).toEqual([10, 15]);
      expect(place.before).toBe(four.text);
    }
    await lock(browser.ports);
    expect((await unlock(browser.ports, four.passphrase)).content).toEqual(content);
    tried();
  });
});

describe('a vault of format 5', () => {
  beforeEach(() => {
    browser.storage = stored(five.text);
    browser.database = stored(five.text);
  });

  proves('F7', 'it opens for ever, by passphrase and by passkey', async (tried) => {
    const byPassphrase = await unlock(browser.ports, five.passphrase);
    expect(byPassphrase.content).toEqual(inFormat10(five.content));
    await lock(browser.ports);

    const byPasskey = await unlockByPasskey(browser.ports, five.passkey);

    expect(byPasskey.content).toEqual(byPassphrase.content);
    // The passphrase has written it anew.
    expect(generation(browser.storage.current)).toEqual([10, 17]);
    expect(browser.storage.before).toBe(five.text);
    tried(2);
  });

  it('does not open by a passkey with another answer', async () => {
    const other = { ...five.passkey, secret: flipped(five.passkey.secret, 5) };

    await expect(unlockByPasskey(browser.ports, other)).rejects.toThrow(refusal('passkey-wrong'));
  });

  it('is written anew under the key derivation of today, if that costs more', async () => {
    const cheap = { ...newKdfParameters(), ...KDF_FLOOR };
    const { dataKey, slots } = await slotsUnder(PASSPHRASE, cheap);
    const text = encodeEnvelope(
      await seal({ generation: 4, slots }, dataKey, encodeContent(EMPTY_CONTENT)),
    );
    browser.envelope = text;

    await unlock(browser.ports, PASSPHRASE);

    const next = decodeEnvelope(browser.storage.current ?? '');
    expect(next.generation).toBe(5);
    expect(passphraseSlotOf(next).kdf).toMatchObject(KDF_DEFAULT);
    expect(browser.storage.before).toBe(text);
    await lock(browser.ports);
    await unlock(browser.ports, PASSPHRASE);
    expect(decodeEnvelope(browser.storage.current ?? '').generation).toBe(5);
  });
});

describe('a build of format 4', () => {
  proves('F7', 'it opens a vault of format 5, and may not change it', async (tried) => {
    const dataKey = await unwrapByPassphrase(slotsForFormat4(five.text), five.passphrase);
    const plain = await openContent(decodeEnvelope(five.text), dataKey);

    const { profiles, ...rest } = contentForFormat4(plain);

    expect(profiles.map(({ name }) => name)).toEqual(['Sandbox BTC', 'IXO']);
    const { picks, paused, autoLockMinutes, lockWithComputer, observes, passkeys } = four.content;
    expect(rest).toEqual({
      picks,
      paused,
      autoLockMinutes,
      lockWithComputer,
      observes,
      passkeys,
    });
    tried();
  });

  it('sends nothing from a vault that is paused', async () => {
    browser.storage = stored(five.text);
    await unlock(browser.ports, five.passphrase);

    const { envelope, dataKey } = await changeSettings(browser.ports, { paused: true });

    const { paused } = contentForFormat4(await openContent(envelope, dataKey));
    expect(paused).toBe(true);
  });
});

describe('builds before “until the browser closes”', () => {
  proves('F7', 'they read twelve hours, and the lock of the computer', async (tried) => {
    browser.storage = stored(six.text);
    await unlock(browser.ports, six.passphrase);
    await changeSettings(browser.ports, { lockWithComputer: false });

    const { envelope, dataKey } = await changeSettings(browser.ports, {
      autoLockMinutes: UNTIL_BROWSER_CLOSES,
    });

    const plain = await openContent(envelope, dataKey);
    const read = { autoLockMinutes: 720, lockWithComputer: true };
    expect(contentForFormat4(plain)).toMatchObject(read);
    expect(contentForFormat5(plain).settings).toMatchObject(read);
    expect(contentForFormat6(plain).settings).toMatchObject(read);
    expect(contentForFormat7(plain).settings).toMatchObject(read);
    tried(4);
  });
});

describe('a vault of format 6', () => {
  beforeEach(() => {
    browser.storage = stored(six.text);
    browser.database = stored(six.text);
  });

  proves('F7', 'it opens for ever, by passphrase and by passkey', async (tried) => {
    const byPassphrase = await unlock(browser.ports, six.passphrase);
    expect(byPassphrase.content).toEqual(inFormat10(six.content));
    await lock(browser.ports);

    const byPasskey = await unlockByPasskey(browser.ports, six.passkey);

    expect(byPasskey.content).toEqual(byPassphrase.content);
    // The passphrase has written it anew.
    expect(generation(browser.storage.current)[0]).toBe(10);
    expect(browser.storage.before).toBe(six.text);
    tried(2);
  });

  it('tells what was added before it was locked', async () => {
    await unlock(browser.ports, six.passphrase);

    const [told] = opened(await readState(browser.ports)).widenings;

    expect(told?.name).toBe('Sandbox BTC');
    // Each header has a path of its own on the added host.
    const kinds = told?.wider.map(({ kind }) => kind);
    expect(kinds).toEqual(['host', 'opened', 'own-forms', 'own-pictures', 'cache', 'host']);
  });
});

describe('a vault of format 7', () => {
  beforeEach(() => {
    browser.storage = stored(seven.text);
    browser.database = stored(seven.text);
  });

  proves('F7', 'it opens for ever, by passphrase and by passkey', async (tried) => {
    // Its bin has entries whose days are over by now.
    browser.now = BIN_AT;
    const byPassphrase = await unlock(browser.ports, seven.passphrase);
    expect(byPassphrase.content).toEqual(inFormat10(seven.content));
    await lock(browser.ports);

    const byPasskey = await unlockByPasskey(browser.ports, seven.passkey);

    // A lock ends what was typed more than ten minutes ago.
    expect(byPasskey.content).toEqual({ ...byPassphrase.content, replacements: {} });
    expect(generation(browser.storage.current)[0]).toBe(10);
    tried(2);
  });

  it('keeps the marks of its bin', async () => {
    const dataKey = await unwrapByPassphrase(decodeEnvelope(seven.text).slots, seven.passphrase);
    const plain = await openContent(decodeEnvelope(seven.text), dataKey);

    expect(decodeContent(plain).bin).toEqual(seven.content.bin);
  });

  it('asks for no backup before a profile changes', async () => {
    await unlock(browser.ports, seven.passphrase);

    expect(opened(await readState(browser.ports)).backup).toEqual({ isDue: false });
  });
});

describe('a vault of format 8', () => {
  proves('F7', 'it opens for ever, by passphrase and by passkey', async (tried) => {
    browser.storage = stored(eight.text);
    browser.database = stored(eight.text);
    // Its bin has entries whose days are over by now.
    browser.now = BIN_AT;
    const byPassphrase = await unlock(browser.ports, eight.passphrase);
    expect(byPassphrase.content).toEqual(inFormat10(eight.content));
    await lock(browser.ports);

    const byPasskey = await unlockByPasskey(browser.ports, eight.passkey);

    // A lock ends what was typed more than ten minutes ago.
    expect(byPasskey.content).toEqual({ ...byPassphrase.content, replacements: {} });
    expect(generation(browser.storage.current)[0]).toBe(10);
    tried(2);
  });
});

describe('a vault of format 9', () => {
  proves('F7', 'it opens for ever, by passphrase and by passkey', async (tried) => {
    browser.storage = stored(nine.text);
    browser.database = stored(nine.text);
    // Its bin has entries whose days are over by now.
    browser.now = BIN_AT;
    const byPassphrase = await unlock(browser.ports, nine.passphrase);
    expect(byPassphrase.content).toEqual(inFormat10(nine.content));
    await lock(browser.ports);

    const byPasskey = await unlockByPasskey(browser.ports, nine.passkey);

    // A lock ends what was typed more than ten minutes ago.
    expect(byPasskey.content).toEqual({ ...byPassphrase.content, replacements: {} });
    expect(generation(browser.storage.current)[0]).toBe(10);
    tried(2);
  });
});

describe('a build of format 5', () => {
  proves('F7', 'it opens a vault of format 6, and may not change it', async (tried) => {
    const dataKey = await unwrapByPassphrase(slotsForFormat5(six.text), six.passphrase);
    const plain = await openContent(decodeEnvelope(six.text), dataKey);

    const { profiles, passkeys, ...rest } = contentForFormat5(plain);

    expect(profiles.map(({ name }) => name)).toEqual(['Sandbox BTC', 'IXO']);
    expect(passkeys).toEqual(six.content.passkeys);
    expect(rest).toEqual({ sitePicks: five.content.sitePicks, settings: five.content.settings });
    tried();
  });

  it('is as that build: it opens its own vault, and no earlier shape', async () => {
    const dataKey = await unwrapByPassphrase(slotsForFormat4(five.text), five.passphrase);
    const plain = await openContent(decodeEnvelope(five.text), dataKey);

    expect(contentForFormat5(plain).settings).toEqual(five.content.settings);
    expect(() => contentForFormat5(JSON.stringify(four.content))).toThrow();
  });
});

describe('a build of format 6', () => {
  const [profile] = six.content.profiles;

  proves('F7', 'it opens a vault of format 7, and may not change it', async (tried) => {
    browser.storage = stored(six.text);
    const { envelope, dataKey, content } = await unlock(browser.ports, six.passphrase);
    const plain = await openContent(envelope, dataKey);

    expect(() => slotsForFormat6(encodeEnvelope(envelope))).not.toThrow();
    const { profiles, passkeys, ...rest } = contentForFormat6(plain);

    expect(profiles.map(({ name }) => name)).toEqual(content.profiles.map(({ name }) => name));
    expect(passkeys).toEqual(six.content.passkeys);
    expect(rest).toEqual({ sitePicks: six.content.sitePicks, settings: six.content.settings });
    tried();
  });

  proves('F7', 'it does not send a header that is switched off', async (tried) => {
    const headers = profile?.headers.map((each, at) => ({
      ...each,
      ...(at === 0 && { isOff: true }),
    }));
    // Cast: JSON has no brands.
    const profiles = [{ ...profile, headers }] as unknown as VaultContent['profiles'];
    const content = { ...EMPTY_CONTENT, profiles };
    const plain = encodeContent(content);

    const [seen] = contentForFormat6(plain).profiles;

    expect(seen?.headers.map(({ id }) => id)).toEqual([profile?.headers[1]?.id]);
    expect(decodeContent(plain).profiles).toEqual(content.profiles);
    tried();
  });

  it('is as that build: it opens its own vault', async () => {
    const dataKey = await unwrapByPassphrase(decodeEnvelope(six.text).slots, six.passphrase);
    const plain = await openContent(decodeEnvelope(six.text), dataKey);

    expect(contentForFormat6(plain).settings).toEqual(six.content.settings);
    expect(() => contentForFormat6(JSON.stringify(four.content))).toThrow();
  });
});

describe('a build of format 7', () => {
  proves('F7', 'it opens a vault of format 8, and may not change it', async (tried) => {
    browser.now = BIN_AT;
    browser.storage = stored(seven.text);
    await unlock(browser.ports, seven.passphrase);
    const changed = await changeSettings(browser.ports, { backupReminderDays: 7 });
    const { envelope, dataKey } = changed;
    const plain = await openContent(envelope, dataKey);

    expect(() => slotsForFormat7(encodeEnvelope(envelope))).not.toThrow();
    const { passkeys, bin, ...rest } = contentForFormat7(plain);

    expect(passkeys).toEqual(seven.content.passkeys);
    expect(bin).toHaveLength(seven.content.bin.length);
    const { profiles, sitePicks, settings, pickTimes, declinedCalls } = seven.content;
    expect(rest).toEqual({
      profiles: profiles.map(({ headers, ...profile }) => ({
        ...profile,
        headers: headers.filter((each) => !('isOff' in each)),
        offHeaders: expect.any(Array),
      })),
      sitePicks,
      settings,
      pickTimes,
      declinedCalls,
    });
    tried();
  });

  it('is as that build: it opens its own vault', async () => {
    const dataKey = await unwrapByPassphrase(decodeEnvelope(seven.text).slots, seven.passphrase);
    const plain = await openContent(decodeEnvelope(seven.text), dataKey);

    expect(contentForFormat7(plain).settings).toEqual(seven.content.settings);
    expect(() => contentForFormat7(JSON.stringify(four.content))).toThrow();
  });
});

describe('a build of format 8', () => {
  /** What a build of format 9 adds: a header of a scheme that a build of format 8 does not know. */
  const NEW_HEADER = {
    id: 'a5d2a3c4-0000-4000-8000-0000000000e1',
    schemeId: 'a-scheme-of-format-9',
    credential: { secret: 'not-a-real-secret' },
    paths: [],
    methods: [],
  };

  proves('F7', 'it opens a vault of format 9, and may not change it', async (tried) => {
    browser.now = BIN_AT;
    browser.storage = stored(eight.text);
    const { envelope, dataKey, content } = await unlock(browser.ports, eight.passphrase);
    const [first, ...others] = content.profiles;
    // Cast: JSON has no brands.
    const profiles = [
      { ...first, headers: [...(first?.headers ?? []), NEW_HEADER] },
      ...others,
    ] as unknown as VaultContent['profiles'];

    expect(() => slotsForFormat8(encodeEnvelope(envelope))).not.toThrow();
    const plain = encodeContent({ ...content, profiles });
    const { passkeys, bin, profiles: seen, ...rest } = contentForFormat8(plain);

    expect(passkeys).toEqual(eight.content.passkeys);
    expect(bin).toHaveLength(eight.content.bin.length);
    expect(seen.map(({ headers }) => headers.map(({ id }) => id))).toEqual(
      profiles.map(({ headers }) => headers.flatMap(({ id, isOff }) => (isOff ? [] : [id]))),
    );
    const { sitePicks, settings, pickTimes, declinedCalls, backup, importReview } = eight.content;
    expect(rest).toEqual({
      sitePicks,
      settings,
      pickTimes,
      declinedCalls,
      backup,
      importReview,
    });
    expect(await openContent(envelope, dataKey)).toBe(encodeContent(content));
    tried();
  });

  it('is as that build: it opens its own vault', async () => {
    const dataKey = await unwrapByPassphrase(decodeEnvelope(eight.text).slots, eight.passphrase);
    const plain = await openContent(decodeEnvelope(eight.text), dataKey);

    expect(contentForFormat8(plain).settings).toEqual(eight.content.settings);
    expect(() => contentForFormat8(JSON.stringify(four.content))).toThrow();
  });
});

describe('a build of format 9', () => {
  const origin = 'https://app.example.com';

  proves('F7', 'it opens a vault of format 10, and may not change it', async (tried) => {
    browser.now = BIN_AT;
    browser.storage = stored(nine.text);
    const { envelope, dataKey, content } = await unlock(browser.ports, nine.passphrase);

    expect(() => slotsForFormat9(encodeEnvelope(envelope))).not.toThrow();
    const plain = await openContent(envelope, dataKey);
    const { profiles, sitePicks, settings } = contentForFormat9(plain);

    expect(profiles.map(({ id }) => id)).toEqual(content.profiles.map(({ id }) => id));
    expect(sitePicks).toEqual(nine.content.sitePicks);
    expect(settings).toEqual(nine.content.settings);
    tried();
  });

  proves('F7', 'it sends no header of a production profile', async (tried) => {
    const { content } = await openedNine();
    const production = { readPaths: ['/search'] };
    // Cast: JSON has no brands.
    const profiles = content.profiles.map((profile) => ({
      ...profile,
      production,
    })) as unknown as VaultContent['profiles'];
    const plain = encodeContent({ ...content, profiles });

    for (const read of [...OLDER_READERS, contentForFormat9]) {
      expect(read(plain).profiles.flatMap(({ headers }) => headers)).toEqual([]);
      tried();
    }
    expect(decodeContent(plain).profiles).toEqual(profiles);
  });

  proves('F7', 'it finds a site off where a production profile is sent', async (tried) => {
    const { content } = await openedNine();
    const [guarded] = content.profiles.filter(({ id }) =>
      Object.values(content.sitePicks).some((pick) => pick?.identity === id),
    );
    const profiles = content.profiles.map((profile) =>
      profile === guarded ? { ...profile, production: { readPaths: [] } } : profile,
    );
    const plain = encodeContent({ ...content, profiles });

    expect(Object.values(contentForFormat4(plain).picks)).not.toContain(guarded?.id);
    for (const read of [
      contentForFormat5,
      contentForFormat6,
      contentForFormat7,
      contentForFormat8,
      contentForFormat9,
    ]) {
      const identities = Object.values(read(plain).sitePicks).map(({ identity }) => identity);
      expect(identities).not.toContain(guarded?.id);
      tried();
    }
    expect(decodeContent(plain).sitePicks).toEqual(content.sitePicks);
  });

  proves('F7', 'it finds a site off whose pick has an end', async (tried) => {
    const { content } = await openedNine();
    const until = { at: BIN_AT + 60_000, setAt: BIN_AT, start: 'one' };
    // Cast: JSON has no brands.
    const sitePicks = Object.fromEntries(
      Object.entries(content.sitePicks).map(([on, pick]) => [on, { ...pick, until }]),
    ) as unknown as VaultContent['sitePicks'];
    const plain = encodeContent({ ...content, sitePicks });

    expect(contentForFormat4(plain).picks).toEqual({});
    for (const read of [
      contentForFormat5,
      contentForFormat6,
      contentForFormat7,
      contentForFormat8,
      contentForFormat9,
    ]) {
      const picks = read(plain).sitePicks;
      expect(Object.values(picks).flatMap(({ identity }) => identity ?? [])).toEqual([]);
      expect(picks).not.toHaveProperty([origin]);
      tried();
    }
    expect(decodeContent(plain).sitePicks).toEqual(sitePicks);
  });

  it('is as that build: it opens its own vault', async () => {
    const dataKey = await unwrapByPassphrase(decodeEnvelope(nine.text).slots, nine.passphrase);
    const plain = await openContent(decodeEnvelope(nine.text), dataKey);

    expect(contentForFormat9(plain).settings).toEqual(nine.content.settings);
    expect(() => contentForFormat9(JSON.stringify(four.content))).toThrow();
  });

  async function openedNine() {
    browser.now = BIN_AT;
    browser.storage = stored(nine.text);
    return unlock(browser.ports, nine.passphrase);
  }
});

describe('a vault with a bin', () => {
  proves('F7', 'older builds read it as if there were none', async (tried) => {
    browser.storage = stored(six.text);
    const { content } = await unlock(browser.ports, six.passphrase);
    // A build of format 7 has a bin.
    const readers = [contentForFormat4, contentForFormat5, contentForFormat6];
    const [deleted, ...left] = content.profiles;
    await removeProfiles(browser.ports, { profileIds: [deleted?.id ?? ''] });
    const { envelope, dataKey, ...now } = await openVault(browser.ports);
    expect(now.content.bin).toHaveLength(1);
    const plain = await openContent(envelope, dataKey);

    for (const read of readers) {
      const { profiles } = read(plain);

      expect(profiles.map(({ id }) => id)).toEqual(left.map(({ id }) => id));
      expect(read(plain)).toEqual(read(encodeContent({ ...now.content, bin: [] })));
      tried();
    }
    expect(readers.map((read) => JSON.stringify(read(plain)).includes(deleted?.id ?? ''))).toEqual([
      false,
      false,
      false,
    ]);
  });
});

describe('a vault of a later format that this build may read', () => {
  beforeEach(() => {
    browser.storage = stored(later.readable);
  });

  proves('F7', 'it opens, works, and is never written', async (tried) => {
    await unlock(browser.ports, later.passphrase);

    const state = await readState(browser.ports);
    expect(state).toMatchObject({ vault: 'unlocked', readOnly: true });
    expect(opened(state).profiles.map(({ name }) => name)).toEqual(['Sandbox BTC', 'IXO']);
    expect(inForce(browser)).toEqual({
      '|https://sandbox.api.gluwa.com/v1/Orders': ['Authorization: Basic YWJjZDoxMjM0'],
    });
    const origin = 'https://sandbox.api.gluwa.com';
    const profileId = opened(state).profiles[0]?.id ?? '';
    const changes = [
      () => pick(browser.ports, { origin, profileId: null }),
      () => pickEverywhere(browser.ports, { profileId }),
      () => changeSettings(browser.ports, { paused: true }),
      () => changeSettings(browser.ports, { autoLockMinutes: 5, lockWithComputer: false }),
      () => saveProfile(browser.ports, { profile: SANDBOX_ADMIN, pick: true }),
    ];
    for (const change of changes) {
      await expect(change()).rejects.toThrow(refusal('vault-newer'));
      tried();
    }
    browser.session = { ...browser.session, drafts: { new: SANDBOX_ADMIN } };
    await lock(browser.ports);
    expect(browser.calls.filter((call) => /^(storage|database)\./.test(call))).toEqual([]);
    expect(browser.storage).toEqual(stored(later.readable));
    expect(browser.database).toEqual({});
  });

  it('is told from a wrong passphrase', async () => {
    await expect(unlock(browser.ports, two.passphrase)).rejects.toThrow(
      refusal('passphrase-wrong'),
    );
  });

  it('covers all that is unknown in it by its seal', async () => {
    const json = JSON.parse(later.readable.split('\n')[1] ?? '') as Record<string, unknown>;
    browser.storage = stored(textOf({ ...json, compression: 'gzip' }));

    await expect(unlock(browser.ports, later.passphrase)).rejects.toThrow(refusal('vault-damaged'));
  });
});

describe('a header of a scheme that only a later version knows', () => {
  proves('F7', 'it fails alone, and is neither dropped nor written', async (tried) => {
    const { dataKey, slots } = await slotsUnder(PASSPHRASE);
    const rest = { format: ENVELOPE_FORMAT + 1, readableFrom: 2, generation: 1, slots };
    const [first] = one.content.profiles;
    const known = first?.headers.find(({ schemeId }) => schemeId === 'basic');
    const later = {
      id: 'a5d2a3c4-0000-4000-8000-0000000000e1',
      schemeId: 'a-later-scheme',
      credential: { secret: 'not-a-real-secret' },
      paths: [],
      methods: [],
    };
    const content = { ...one.content, profiles: [{ ...first, headers: [later, known] }] };
    const sealed = await encrypt(
      await importDataKey(dataKey),
      new TextEncoder().encode(JSON.stringify(content)),
      JSON.stringify(rest),
    );
    const text = textOf({ ...rest, sealed });
    browser.storage = stored(text);

    const opening = await unlock(browser.ports, PASSPHRASE);

    expect(opening.content.profiles[0]?.headers[0]).toEqual(later);
    const { profiles, readOnly } = opened(await readState(browser.ports));
    expect(readOnly).toBe(true);
    expect(profiles[0]?.headers.map(({ headerNames, status }) => [headerNames, status])).toEqual([
      [[], { state: 'failed', failure: expect.objectContaining({ problem: 'scheme-unknown' }) }],
      [['Authorization'], expect.objectContaining({ state: 'installed' })],
    ]);
    expect(Object.values(inForce(browser)).flat()).toEqual([
      expect.stringMatching(/^Authorization: Basic /),
    ]);
    expect(browser.storage).toEqual(stored(text));
    tried();
  });
});

describe('a vault that says it may be read, and cannot', () => {
  it('is told as one of a later version, not as damage', async () => {
    const { dataKey, slots } = await slotsUnder(PASSPHRASE);
    const rest = { format: ENVELOPE_FORMAT + 1, readableFrom: 2, generation: 1, slots };
    const key = await importDataKey(dataKey);
    const content = new TextEncoder().encode('{"profiles":"elsewhere"}');
    browser.storage = stored(
      textOf({ ...rest, sealed: await encrypt(key, content, JSON.stringify(rest)) }),
    );

    await expect(unlock(browser.ports, PASSPHRASE)).rejects.toThrow(refusal('vault-newer'));
  });
});

describe('a vault of a later format that this build cannot read', () => {
  proves('F7', 'it stays closed and untouched, beside any older copy', async (tried) => {
    browser.storage = stored(later.closed);
    browser.database = stored(two.text);

    await expect(unlock(browser.ports, two.passphrase)).rejects.toThrow(refusal('vault-newer'));

    expect((await readState(browser.ports)).vault).toBe('newer');
    expect([browser.storage, browser.database]).toEqual([stored(later.closed), stored(two.text)]);
    tried();
  });
});

proves('T13', 'damage to every copy is never told as a wrong passphrase', async (tried) => {
  for (let index = 0; index < two.text.length; index++) {
    browser.envelope = flipped(two.text, index);

    await expect(unlock(browser.ports, two.passphrase)).rejects.toThrow(refusal('vault-damaged'));
    tried();
  }
  expect(browser.calls).not.toContain('storage.write');
});
