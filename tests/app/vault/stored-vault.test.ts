import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createVault } from '../../../src/app/keys/create-vault';
import { readState } from '../../../src/app/pages/read-state';
import { dismissNotice } from '../../../src/app/vault/copy-notice';
import { findCopies, readEnvelope, storeEnvelope } from '../../../src/app/vault/stored-vault';
import type { Notice } from '../../../src/domain/stored-copy';
import { decodeEnvelope, ENVELOPE_FORMAT } from '../../../src/vault/envelope';
import { breakPlace, flipped, generations, stored, textOf } from '../../support/copies';
import { type FakeBrowser, fakeBrowser } from '../../support/fake-ports';
import { refusal } from '../../support/matchers';
import { proves } from '../../support/proves';

let first: string;
let second: string;
let third: string;
let newer: string;
let browser: FakeBrowser;

beforeAll(async () => {
  const { texts } = await generations(3);
  [first = '', second = '', third = ''] = texts;
  newer = textOf({ format: ENVELOPE_FORMAT + 1, later: true });
});

beforeEach(() => {
  browser = fakeBrowser();
});

const read = () => readEnvelope(browser.ports);
const contents = () => [browser.storage, browser.database];
const parsed = (text: string) => ({ text, envelope: decodeEnvelope(text) });

describe('readEnvelope, of a session that has seen nothing yet', () => {
  type Part = 'third' | 'second' | 'damaged' | 'newer' | undefined;
  const textOfPart = (part: Part): string | undefined =>
    part && { third, second, damaged: flipped(third, 90), newer }[part];
  const currents: Part[] = ['third', 'second', 'damaged', 'newer', undefined];
  const befores: Part[] = ['second', 'damaged', undefined];
  /** Undefined: a place that cannot be read. */
  const places: (readonly [Part, Part] | undefined)[] = [
    undefined,
    ...currents.flatMap((current) => befores.map((before) => [current, before] as const)),
  ];

  proves('F3', 'the newest intact copy wins, in every state of both', async (tried) => {
    for (const storage of places) {
      for (const database of places) {
        const fake = fakeBrowser();
        const pairs = { storage, database };
        for (const place of ['storage', 'database'] as const) {
          const parts = pairs[place];
          if (parts) fake[place] = stored(...parts.map(textOfPart));
          else breakPlace(fake, place);
        }
        const parts = [storage, database].flatMap((pair) => pair ?? ['unreadable' as const]);
        const before = structuredClone([fake.storage, fake.database]);

        const outcome = await readEnvelope(fake.ports).then(
          ({ text }) => text,
          ({ code }) => code,
        );

        const label = JSON.stringify(pairs);
        const isThere = parts.filter((part) => part !== undefined);
        const expected = isThere.includes('newer')
          ? 'vault-newer'
          : isThere.includes('third')
            ? third
            : isThere.includes('second')
              ? second
              : isThere.length > 0
                ? 'vault-damaged'
                : 'vault-missing';
        expect(outcome, label).toBe(expected);
        if (expected.startsWith('vault-')) {
          // A vault that cannot be repaired is not written.
          expect([fake.storage, fake.database], label).toEqual(before);
          expect(fake.session, label).toEqual({});
        } else {
          if (storage) expect(fake.storage.current, label).toBe(expected);
          if (database) expect(fake.database.current, label).toBe(expected);
        }
        tried();
      }
    }
  });

  it.each<
    [
      string,
      () => readonly [string?, string?],
      () => readonly [string?, string?],
      Notice | undefined,
    ]
  >([
    ['both are intact', () => [third, second], () => [third, second], undefined],
    [
      'the second is behind, as a write leaves it that was interrupted',
      () => [third, second],
      () => [second, first],
      undefined,
    ],
    ['the first is damaged', () => ['x', second], () => [third, second], 'repaired'],
    ['the second is damaged', () => [third, second], () => ['x', second], 'repaired'],
    ['the first is gone', () => [], () => [third, second], 'repaired'],
    ['the second is gone', () => [third, second], () => [], 'repaired'],
    [
      'the first has gone back to an older one',
      () => [second, first],
      () => [third, second],
      'repaired',
    ],
    ['what came before is damaged in one', () => [third, 'x'], () => [third, second], 'repaired'],
    [
      'both are damaged, one of them has what came before',
      () => ['x', second],
      () => ['x', 'x'],
      'older-restored',
    ],
    [
      'the first is damaged and the second was behind',
      () => ['x', second],
      () => [second, first],
      'older-restored',
    ],
    ['a first run was interrupted between the two', () => [first], () => [], undefined],
  ])('tells it right if %s', async (_, storage, database, notice) => {
    browser.storage = stored(...storage());
    browser.database = stored(...database());

    await read();

    expect(browser.session.notice).toBe(notice);
  });

  it('makes the second copy that an earlier version did not make, without a notice', async () => {
    const { format, ...rest } = JSON.parse(third.split('\n')[1] ?? '') as Record<string, unknown>;
    const { readableFrom, ...body } = rest;
    const old = textOf({ format: 1, ...body });
    expect([format, readableFrom]).toEqual([ENVELOPE_FORMAT, 2]);
    browser.storage = stored(old);

    await read();

    expect(contents()).toEqual([stored(old), stored(old)]);
    expect(browser.session.notice).toBeUndefined();
  });

  it('drops the previous generation if the newest copy has none: an old passphrase may open it', async () => {
    browser.storage = stored(third);
    browser.database = stored(second, first);

    await read();

    expect(contents()).toEqual([stored(third), stored(third)]);
  });

  it('drops it too after an interrupted write', async () => {
    browser.storage = stored(third);
    browser.database = stored(third, second);

    await read();

    expect(browser.database).toEqual(stored(third));
    expect(browser.session.notice).toBeUndefined();
  });

  it('does not copy a damaged vault', async () => {
    browser.storage = stored(third, 'x');
    browser.database = stored('x', second);

    await read();

    expect(browser.database).toEqual(stored(third, second));
  });

  it('never treats an unreadable place as a first run', async () => {
    breakPlace(browser, 'storage');

    expect((await readState(browser.ports)).vault).toBe('damaged');
    await expect(createVault(browser.ports, 'correct horse battery')).rejects.toThrow(
      refusal('vault-exists'),
    );
    expect(browser.database).toEqual({});
  });

  it('lists each part that is stored', async () => {
    browser.storage = stored(third, 'x');
    breakPlace(browser, 'database');

    expect(await findCopies(browser.ports)).toEqual([
      { place: 'storage', which: 'current', state: 'intact' },
      { place: 'storage', which: 'before', state: 'damaged' },
      { place: 'database', which: 'current', state: 'unreadable' },
    ]);
  });
});

describe('readEnvelope, of a session that knows the generation', () => {
  beforeEach(() => {
    browser.session = { generation: 3 };
    browser.storage = stored(third, second);
    browser.database = stored(third, second);
  });

  it('does not look at the second copy while the first is as it was', async () => {
    breakPlace(browser, 'database');

    expect((await read()).text).toBe(third);
    expect(browser.calls).toEqual([]);
  });

  it('notices that the first was set back, and repairs it', async () => {
    browser.storage = stored(second, first);

    expect((await read()).text).toBe(third);
    expect(browser.storage).toEqual(stored(third, second));
    expect(browser.session.notice).toBe('repaired');
  });

  it('notices that both were set back, and says that a change is lost', async () => {
    browser.storage = stored(second, first);
    browser.database = stored(second, first);

    expect((await read()).text).toBe(second);
    expect(browser.session).toMatchObject({ generation: 2, notice: 'older-restored' });
  });

  it('never overwrites a newer write during the read', async () => {
    browser.session = { generation: 2 };
    browser.storage = stored('x');
    browser.database = stored(second, first);
    const [storage, database] = browser.ports.copies;
    const { read: readStorage } = storage;
    let written = false;
    storage.read = async () => {
      const found = await readStorage();
      if (!written) {
        written = true;
        await storage.write(stored(third, second));
        await database.write(stored(third, second));
      }
      return found;
    };

    expect((await read()).text).toBe(third);
    expect(contents()).toEqual([stored(third, second), stored(third, second)]);
  });
});

describe('storeEnvelope', () => {
  beforeEach(async () => {
    browser.storage = stored(second, first);
    browser.database = stored(second, first);
    await read();
  });

  const store = () => storeEnvelope(browser.ports, parsed(third), second);

  it('writes both, each with the generation before', async () => {
    await store();

    expect(contents()).toEqual([stored(third, second), stored(third, second)]);
    expect(browser.session).toMatchObject({ generation: 3 });
  });

  proves(
    'F4',
    'a first copy that is full refuses the change, and nothing changes',
    async (tried) => {
      browser.refuseStorage = true;

      await expect(store()).rejects.toThrow(refusal('storage-failed'));

      expect(contents()).toEqual([stored(second, first), stored(second, first)]);
      expect((await read()).text).toBe(second);
      tried();
    },
  );

  it('stores the change with a notice, if only the second refuses', async () => {
    browser.refuseDatabase = true;

    await store();

    expect((await read()).text).toBe(third);
    expect(browser.session.notice).toBe('copy-failing');
  });

  it('stores the change in the second, if the first cannot be read', async () => {
    breakPlace(browser, 'storage');

    await store();

    expect(browser.database).toEqual(stored(third, second));
    expect((await read()).text).toBe(third);
    expect(browser.session.notice).toBe('copy-failing');
  });

  it('refuses, if neither can be written', async () => {
    breakPlace(browser, 'storage');
    browser.refuseDatabase = true;

    await expect(store()).rejects.toThrow();
  });
});

describe('a second copy that was refused', () => {
  beforeEach(async () => {
    browser.storage = stored(second, first);
    browser.database = stored(second, first);
    browser.refuseDatabase = true;
    await storeEnvelope(browser.ports, parsed(third), second);
  });

  it('is written by the next read that can, and is not looked at after that', async () => {
    await read();
    expect(browser.database).toEqual(stored(second, first));
    browser.refuseDatabase = false;

    await read();

    expect(browser.database).toEqual(stored(third, second));
    expect(browser.session).toEqual({ generation: 3 });
    breakPlace(browser, 'database');
    expect((await read()).text).toBe(third);
    expect(browser.session.notice).toBeUndefined();
  });

  it('is tried again while a graver notice is shown', async () => {
    browser.session = { ...browser.session, notice: 'bin-gave-way' };
    browser.refuseDatabase = false;

    await read();

    expect(browser.database).toEqual(stored(third, second));
  });
});

describe('a notice', () => {
  beforeEach(() => {
    browser.storage = stored(third, second);
    browser.refuseDatabase = true;
  });

  const tell = async () => {
    await storeEnvelope(browser.ports, parsed(third), second);
    return browser.session.notice;
  };

  it('of a copy that keeps failing is shown once', async () => {
    expect(await tell()).toBe('copy-failing');

    await dismissNotice(browser.ports);

    expect(await tell()).toBeUndefined();
    browser.session = { ...browser.session, generation: 2 };
    await read();
    expect(browser.session.notice).toBeUndefined();
  });

  it('of a failing copy goes when it is written again, and is shown anew after that', async () => {
    await tell();
    browser.refuseDatabase = false;
    expect(await tell()).toBeUndefined();
    browser.refuseDatabase = true;

    expect(await tell()).toBe('copy-failing');
    await dismissNotice(browser.ports);
    browser.refuseDatabase = false;
    await tell();
    browser.refuseDatabase = true;
    expect(await tell()).toBe('copy-failing');
  });

  it('of a lost change is not replaced by a minor one', async () => {
    browser.session = { notice: 'older-restored' };

    expect(await tell()).toBe('older-restored');
  });

  it('of a second repair is shown again', async () => {
    browser.refuseDatabase = false;
    browser.database = stored('x');
    await read();
    await dismissNotice(browser.ports);
    browser.storage = stored('x');

    await read();

    expect(browser.session.notice).toBe('repaired');
  });
});

proves('T13', 'every flipped byte of a stored copy is found and repaired', async (tried) => {
  for (const place of ['storage', 'database'] as const) {
    for (let index = 0; index < third.length; index++) {
      const fake = fakeBrowser();
      fake.storage = stored(third, second);
      fake.database = stored(third, second);
      fake[place] = stored(flipped(third, index), second);

      expect((await readEnvelope(fake.ports)).text).toBe(third);

      expect([fake.storage, fake.database]).toEqual([stored(third, second), stored(third, second)]);
      expect(fake.session.notice, `${place} ${index}`).toBe('repaired');
      tried();
    }
  }
});
