/**
 * The clipboard, as far as the background clears it. Firefox's event page has one of its own;
 * Chrome's worker has none, and opens a page without a window for a moment.
 */
import type { Clipboard } from '../app/ports';
import type { ClipboardTask } from './clipboard-page';
import { mayClearClipboard } from './clipboard-permission';
import { browser } from './extension-api';

/** The page that `src/background/clipboard.html` is built to. */
const PAGE = 'src/background/clipboard.html';

const ANSWER_WITHIN_MS = 5_000;

/** Of Chrome; the polyfill has no types for it. */
interface Offscreen {
  createDocument(page: {
    readonly url: string;
    readonly reasons: readonly string[];
    readonly justification: string;
  }): Promise<void>;
  closeDocument(): Promise<void>;
}

/** Of a worker, whose types are not those of a page. */
interface Clients {
  matchAll(options: { readonly includeUncontrolled: true }): Promise<
    readonly {
      readonly url: string;
      postMessage(message: ClipboardTask, transfer: readonly MessagePort[]): void;
    }[]
  >;
}

export const clipboard: Clipboard = {
  isAllowed: mayClearClipboard,
  read: () => (isWorker() ? inPage('read') : navigator.clipboard.readText()),
  async clear() {
    if (!isWorker()) await navigator.clipboard.writeText('');
    else if ((await inPage('clear')) !== '') throw new Error('the clipboard was not cleared');
  },
};

function isWorker(): boolean {
  return typeof document === 'undefined';
}

let before: Promise<unknown> = Promise.resolve();

/** One after the other: an extension has one such page at a time. */
function inPage(task: ClipboardTask): Promise<string> {
  const own = before.then(
    () => openFor(task),
    () => openFor(task),
  );
  before = own;
  return own;
}

async function openFor(task: ClipboardTask): Promise<string> {
  // Cast: only Chrome has workers for extensions, and its build has the permission.
  const { offscreen } = browser as unknown as { readonly offscreen: Offscreen };
  // One may be left of a worker that died over it.
  await offscreen.closeDocument().catch(() => undefined);
  await offscreen.createDocument({
    url: PAGE,
    reasons: ['CLIPBOARD'],
    justification: 'Clears a copied credential from the clipboard, unless it has changed.',
  });
  try {
    return await ask(task);
  } finally {
    await offscreen.closeDocument();
  }
}

/** By a channel of its own: what the extension's pages send each other is heard by all of them. */
async function ask(task: ClipboardTask): Promise<string> {
  // Cast: this is a worker.
  const { clients } = globalThis as unknown as { readonly clients: Clients };
  const pages = await clients.matchAll({ includeUncontrolled: true });
  const page = pages.find(({ url }) => url === browser.runtime.getURL(PAGE));
  if (!page) throw new Error('no page for the clipboard');
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no answer')), ANSWER_WITHIN_MS);
    port1.onmessage = ({ data }: MessageEvent<string>) => {
      clearTimeout(timer);
      port1.close();
      resolve(data);
    };
    page.postMessage(task, [port2]);
  });
}
