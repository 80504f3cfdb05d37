/** The session of a turn: read once, with the turn's own writes, without those of others. */
import { beforeEach, describe, expect, it } from 'vitest';
import { clearDraft } from '../../src/app/profiles/kept-drafts';
import { turnSession } from '../../src/app/turn-session';
import { SANDBOX_ADMIN } from '../support/drafts';
import { type FakeBrowser, fakeBrowser } from '../support/fake-ports';

let browser: FakeBrowser;
let reads: number;

beforeEach(() => {
  browser = fakeBrowser();
  browser.session = { generation: 1 };
  reads = 0;
});

function store() {
  const { session } = browser.ports;
  const readNow = () => {
    reads += 1;
    return session.readNow();
  };
  return turnSession({ ...session, readNow, read: readNow }, () => false);
}

describe('read', () => {
  it('asks the browser once, however often it is called', async () => {
    const session = store();

    const all = await Promise.all([session.read(), session.read()]);

    expect(all.map(({ generation }) => generation)).toEqual([1, 1]);
    expect((await session.read()).generation).toBe(1);
    expect(reads).toBe(1);
  });

  it('knows what the turn itself has written and removed', async () => {
    const session = store();
    await session.read();

    await session.write({ generation: 2, notice: 'repaired' });
    await session.write({ notice: undefined });

    expect(await session.read()).toMatchObject({ generation: 2 });
    expect((await session.read()).notice).toBeUndefined();
    expect(reads).toBe(1);
    await session.clear();
    expect((await session.read()).generation).toBe(2);
    expect(reads).toBe(2);
  });

  it('asks again after a read that failed', async () => {
    const { session } = browser.ports;
    let isBroken = true;
    const readNow = async () => {
      if (isBroken) throw new Error('for the test');
      return session.readNow();
    };
    const mended = turnSession({ ...session, readNow }, () => false);

    await expect(mended.read()).rejects.toThrow('for the test');
    isBroken = false;

    expect((await mended.read()).generation).toBe(1);
  });
});

describe('the session of a turn that a lock has overtaken', () => {
  it('is what is there now, and nothing that the turn remembers', async () => {
    let isRevoked = false;
    const session = turnSession(browser.ports.session, () => isRevoked);
    await session.read();
    browser.session = { generation: 2 };
    expect((await session.read()).generation).toBe(1);

    isRevoked = true;

    expect((await session.read()).generation).toBe(2);
  });

  it('is unknown while it is being cleared, whether or not that works', async () => {
    const { session } = browser.ports;
    const clear = async () => {
      await session.clear();
      throw new Error('for the test');
    };
    browser.session = { generation: 1, lockAt: 1 };
    const failing = turnSession({ ...session, clear }, () => false);
    await failing.read();

    await expect(failing.clear()).rejects.toThrow('for the test');

    browser.session = { generation: 3 };
    expect((await failing.read()).generation).toBe(3);
  });
});

describe('a key that changes beside the queue', () => {
  it('is read where it is used: what was written in the middle of a turn is intact', async () => {
    const session = store();
    await session.read();
    browser.session = { ...browser.session, drafts: { new: SANDBOX_ADMIN, other: SANDBOX_ADMIN } };

    await clearDraft({ ...browser.ports, session }, 'other');

    expect(Object.keys(browser.session.drafts ?? {})).toEqual(['new']);
  });

  it('cannot be read from what the turn knows: planted', async () => {
    const session = store();
    const known = await session.read();

    // @ts-expect-error `drafts` changes beside the queue.
    expect(known.drafts).toEqual({});
    // @ts-expect-error `tokens` changes beside the queue.
    expect(known.tokens).toEqual({});
    // @ts-expect-error `lockAt` changes beside the queue.
    expect(known.lockAt).toBeUndefined();
  });
});
