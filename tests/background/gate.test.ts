/** The gate of a turn: the pages hear of every lock. */
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createVault } from '../../src/app/keys/create-vault';
import { saveProfile } from '../../src/app/profiles/save-profile';
import { compose } from '../../src/background/compose';
import { queriesFor } from '../../src/background/queries';
import { SANDBOX_ADMIN } from '../support/drafts';
import { type FakeBrowser, fakeBrowser } from '../support/fake-ports';

vi.mock('hash-wasm', () => import('../support/quick-kdf'));

const PASSPHRASE = 'correct horse battery staple';
const HOUR = 60 * 60_000;
const ORIGIN = 'https://sandbox.api.gluwa.test';

let made: FakeBrowser;
let browser: FakeBrowser;
let background: ReturnType<typeof compose>;

beforeAll(async () => {
  made = fakeBrowser();
  await createVault(made.ports, PASSPHRASE);
  await saveProfile(made.ports, { profile: SANDBOX_ADMIN, pick: true });
});

beforeEach(() => {
  const { storage, database, session, rules, now } = structuredClone({ ...made, ports: {} });
  browser = Object.assign(fakeBrowser(), { storage, database, session, rules, now });
  background = compose(browser.ports);
});

const queries = () => queriesFor(browser.ports, background);
const question = { url: `${ORIGIN}/v1`, way: 'opened', method: 'GET', page: '' } as const;

/** Requests of a page that may find the vault overdue or unreadable. */
const LOOKS: readonly [string, () => Promise<unknown>][] = [
  [
    'a copied command',
    async () =>
      queries()['header/curl']({
        type: 'header/curl',
        origin: ORIGIN,
        url: ORIGIN,
        method: 'GET',
      }),
  ],
  [
    'an explanation',
    async () => queries()['diagnosis/explain']({ type: 'diagnosis/explain', question }),
  ],
  ['a dismissed notice', () => background.perform({ type: 'notice/dismiss' })],
];

describe('a deadline that has passed', () => {
  it.each<[string, () => Promise<unknown>]>([
    ...LOOKS,
    ['a refused message', async () => background.noteRefused()],
  ])('locks before %s, and tells the pages', async (_, ask) => {
    browser.now += 8 * HOUR;

    await ask().catch(() => undefined);

    await vi.waitFor(() => expect(browser.published?.vault).toBe('locked'));
    expect(browser.published).toMatchObject({ lockedBy: 'idle' });
    expect(browser.session.dataKey).toBeUndefined();
    expect(browser.rules).toEqual([]);
  });

  it('refuses what needs the open vault', async () => {
    browser.now += 8 * HOUR;

    const { failure } = (await background.perform({
      type: 'settings/change',
      settings: { paused: true },
    })) as {
      failure?: { code: string };
    };

    expect(failure?.code).toBe('vault-locked');
  });
});

describe('a vault that cannot be read while a key is there', () => {
  it.each<[string, () => Promise<unknown>]>([
    ...LOOKS,
    ['a pick', () => background.perform({ type: 'pick/set', origin: ORIGIN, profileId: null })],
    ['the alarm', async () => background.reconcileSoon()],
  ])('is locked after %s, and the pages are told', async (_, ask) => {
    browser.envelope = 'garbage';

    await ask().catch(() => undefined);

    await vi.waitFor(() => expect(browser.published?.vault).toBe('damaged'));
    expect(browser.session.dataKey).toBeUndefined();
    expect(browser.rules).toEqual([]);
  });
});

describe('a failure that leaves the vault readable', () => {
  it('does not lock', async () => {
    const done = background.inTurn(async () => {
      throw new Error('for the test');
    });

    await expect(done).rejects.toThrow('for the test');
    expect(browser.session.dataKey).toBeDefined();
    expect(browser.rules).not.toEqual([]);
  });

  it('locks where the headers in force cannot be known', async () => {
    browser.ports.permissions.allowed = async () => {
      throw new Error('for the test');
    };
    vi.spyOn(console, 'error').mockImplementation(() => {});

    background.reconcileSoon();

    await vi.waitFor(() => expect(browser.session.dataKey).toBeUndefined());
    expect(browser.rules).toEqual([]);
  });
});

describe('a command', () => {
  it('reads the session once, and again only for keys that change beside the queue', async () => {
    const reads = { read: 0, readNow: 0 };
    const { session } = browser.ports;
    const counted =
      <K extends keyof typeof reads>(name: K) =>
      () => {
        reads[name] += 1;
        return session[name]();
      };
    const ports = {
      ...browser.ports,
      session: { ...session, read: counted('read'), readNow: counted('readNow') },
    };
    background = compose(ports as typeof browser.ports);

    await background.perform({ type: 'pick/set', origin: ORIGIN, profileId: null });

    // The gate, `tokens` for those of a deleted header and those in no profile any more, `lockAt`,
    // `drafts` for the state; and once for each background the tabs whose toolbar button was painted.
    await vi.waitFor(() => expect(reads).toEqual({ read: 0, readNow: 6 }));
  });
});

describe('a lock that the browser lets down', () => {
  it('by the deadline: pages are told all the same, and the rules go with the next try', async () => {
    const { update } = browser.ports.rules;
    let refusals = 1;
    browser.ports.rules.update = async (change) => {
      if (refusals-- > 0) throw new Error('refused for the test');
      return update(change);
    };
    background = compose(browser.ports);
    browser.now += 8 * HOUR;

    await background.perform({ type: 'state/read' });

    expect(browser.published?.vault).toBe('locked');
    expect(browser.session.dataKey).toBeUndefined();
    expect(browser.rules).toEqual([]);
  });

  it('by the button: an alarm brings another try', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const { update } = browser.ports.rules;
    browser.ports.rules.update = async () => {
      throw new Error('refused for the test');
    };
    background = compose(browser.ports);

    await background.perform({ type: 'vault/lock' });

    expect(browser.published?.vault).toBe('locked');
    expect(browser.wakeUpAt).toBeGreaterThan(browser.now);
    browser.ports.rules.update = update;
    background = compose(browser.ports);
    background.reconcileSoon();
    await vi.waitFor(() => expect(browser.rules).toEqual([]));
  });
});

describe('a turn that a lock has left behind', () => {
  it('cannot open the vault with a key that it remembers', async () => {
    vi.useFakeTimers();
    let answer = () => {};
    const waiting = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const [first] = browser.ports.copies;
    const { read } = first;
    let isSlow = true;
    const slow = {
      ...first,
      read: async () => {
        if (isSlow) await waiting;
        return read();
      },
    };
    const watched: unknown[] = [];
    const ports = {
      ...browser.ports,
      copies: [slow, browser.ports.copies[1]] as const,
      requests: { ...browser.ports.requests, watch: (origins: unknown) => watched.push(origins) },
    };
    background = compose(ports as typeof browser.ports);

    const late = background.perform({ type: 'settings/change', settings: { paused: true } });
    await vi.advanceTimersByTimeAsync(0);
    isSlow = false;
    const locked = background.perform({ type: 'vault/lock' });
    await vi.advanceTimersByTimeAsync(60_000);
    await locked;
    answer();
    const reply = await late;
    vi.useRealTimers();

    expect(reply).toMatchObject({ ok: false, failure: { code: 'vault-locked' } });
    expect('state' in reply && reply.state?.vault).not.toBe('unlocked');
    expect(watched.flat()).toEqual([]);
  });
});

describe('a draft that is typed past the deadline', () => {
  it('is kept, and the vault locks', async () => {
    browser.now += 8 * HOUR;

    await background.perform({ type: 'draft/keep', draft: SANDBOX_ADMIN });

    await vi.waitFor(() => expect(browser.published?.vault).toBe('locked'));
    expect(browser.rules).toEqual([]);
    expect(browser.session.dataKey).toBeUndefined();
    await background.perform({ type: 'vault/unlock', passphrase: PASSPHRASE });
    expect(Object.keys(browser.session.drafts ?? {})).toEqual(['new']);
  });
});
