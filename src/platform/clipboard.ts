/**
 * The clipboard for the background, which clears it. Firefox's event page has `navigator.clipboard`;
 * Chrome's worker does not and opens an offscreen page for a moment.
 */
import type { Clipboard } from '../app/ports';
import type { ClipboardTask } from './clipboard-page';
import { mayClearClipboard } from './clipboard-permission';
import { browser } from './extension-api';

/** The page that `src/background/clipboard.html` is built to. */
const PAGE = 'src/background/clipboard.html';

const ANSWER_WITHIN_MS = 5_000;

/** Chrome's API; the polyfill has no types for it. */
interface Offscreen {
  createDocument(page: {
    readonly url: string;
    readonly reasons: readonly string[];
    readonly justification: string;
  }): Promise<void>;
  closeDocument(): Promise<void>;
}

/** A worker's API; the types of a page lack it. */
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

/** Runs one task at a time: an extension may have only one offscreen page. */
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
  // A worker that died in the middle may have left a page.
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

/** Uses a channel of its own: all pages of the extension hear `runtime.sendMessage`. */
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
