/** The worker of backups: of an offscreen page for Chrome's background, of the page itself in Firefox. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { backupCipher } from '../../src/platform/backup-cipher';
import { clipboard } from '../../src/platform/clipboard';
import { refusal } from '../support/matchers';
import { proves } from '../support/proves';

const CIPHER_PAGE = 'chrome-extension://keybearer/src/background/cipher.html';
const CLIPBOARD_PAGE = 'chrome-extension://keybearer/src/background/clipboard.html';

const { offscreen } = vi.hoisted(() => ({
  offscreen: { createDocument: vi.fn(), closeDocument: vi.fn() },
}));
vi.mock('../../src/platform/extension-api', async () => {
  const { browser } = await import('../support/fake-extension-api');
  const runtime = { getURL: (path: string) => `chrome-extension://keybearer/${path}` };
  return { browser: { ...browser, offscreen, runtime } };
});

const NEVER = new AbortController().signal;

/** The answer of the worker. Absent: it is at work. */
let answer: object | undefined;
let tasks: unknown[];
let events: string[];

/** A worker, or a page that starts one: both get a port. */
function serve(port: MessagePort | undefined): void {
  if (!port) return;
  port.onmessage = ({ data }) => {
    tasks.push(data);
    if (answer) port.postMessage(answer);
  };
}

beforeEach(() => {
  vi.resetAllMocks();
  answer = { text: 'done' };
  tasks = [];
  events = [];
  offscreen.createDocument.mockImplementation(async ({ reasons }) => {
    events.push(`open ${reasons}`);
  });
  offscreen.closeDocument.mockImplementation(async () => {
    events.push('close');
  });
  const pages = [
    { url: CIPHER_PAGE, postMessage: (_: unknown, [port]: readonly MessagePort[]) => serve(port) },
    {
      url: CLIPBOARD_PAGE,
      postMessage: (_: unknown, [port]: readonly MessagePort[]) => port?.postMessage('held'),
    },
  ];
  vi.stubGlobal('clients', { matchAll: async () => pages });
});

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("the cipher of Chrome's background", () => {
  it('works in a page of its own, which is closed before the answer', async () => {
    const text = await backupCipher.encrypt('{}', 'p', NEVER);

    expect([text, ...events]).toEqual(['done', 'close', 'open WORKERS', 'close']);
    expect(tasks).toEqual([{ kind: 'encrypt', text: '{}', passphrase: 'p' }]);
  });

  it('hands a refusal on', async () => {
    answer = { failure: { code: 'backup-wrong-passphrase', field: 'filePassphrase' } };

    const failure = await backupCipher.decrypt('file', 'p').catch((error) => error);

    expect(failure).toMatchObject({ code: 'backup-wrong-passphrase', field: 'filePassphrase' });
    expect(tasks).toEqual([{ kind: 'decrypt', file: 'file', passphrase: 'p' }]);
    expect(events.at(-1)).toBe('close');
  });

  it('waits for the clipboard, and the clipboard for it: there is one page at a time', async () => {
    const [, held] = await Promise.all([backupCipher.encrypt('{}', 'p', NEVER), clipboard.read()]);

    expect(held).toBe('held');
    expect(events.filter((event) => event !== 'close')).toEqual(['open WORKERS', 'open CLIPBOARD']);
  });

  proves('T14', 'a lock ends it at once, with its page', async (tried) => {
    answer = undefined;
    const running = backupCipher.encrypt('{}', 'p', NEVER).catch((error) => error);
    const waiting = backupCipher.decrypt('file', 'p').catch((error) => error);
    await vi.waitFor(() => expect(tasks).toHaveLength(1));

    backupCipher.end();

    expect(await running).toMatchObject({ code: 'locked-meanwhile' });
    expect(await waiting).toMatchObject({ code: 'locked-meanwhile' });
    expect(events).toEqual(['close', 'open WORKERS', 'close']);
    tried(2);
  });
});

describe('a backup that is cancelled', () => {
  it('ends, with its page, and nothing else does', async () => {
    answer = undefined;
    const cancelling = new AbortController();
    const running = backupCipher.encrypt('{}', 'p', cancelling.signal).catch((error) => error);
    await vi.waitFor(() => expect(tasks).toHaveLength(1));
    answer = { text: 'opened' };
    const waiting = backupCipher.decrypt('file', 'p');

    cancelling.abort(new Error('cancelled'));

    expect(await running).toMatchObject({ message: 'cancelled' });
    expect(await waiting).toBe('opened');
    expect(events.at(-1)).toBe('close');
  });
});

describe("the cipher of Firefox's background", () => {
  const terminate = vi.fn();

  beforeEach(() => {
    vi.stubGlobal('document', {});
    vi.stubGlobal(
      'Worker',
      class {
        postMessage = (_: unknown, [port]: readonly MessagePort[]) => serve(port);
        terminate = terminate;
      },
    );
  });

  it('works in a worker of the page, which is gone before the answer', async () => {
    expect(await backupCipher.encrypt('{}', 'p', NEVER)).toBe('done');

    expect(terminate).toHaveBeenCalledOnce();
    expect(offscreen.createDocument).not.toHaveBeenCalled();
  });

  proves('T14', 'a lock ends it at once, with its worker', async (tried) => {
    answer = undefined;
    const running = backupCipher.encrypt('{}', 'p', NEVER);
    await vi.waitFor(() => expect(tasks).toHaveLength(1));

    backupCipher.end();

    await expect(running).rejects.toThrow(refusal('locked-meanwhile'));
    expect(terminate).toHaveBeenCalledOnce();
    tried();
  });
});
