/**
 * Offscreen pages, which do for Chrome's worker what a worker cannot do itself. An extension may have
 * only one at a time, so the tasks wait for each other.
 */
import { browser } from './extension-api';

export interface OffscreenPage {
  /** The path in the build. */
  readonly url: string;
  readonly reason: 'CLIPBOARD' | 'WORKERS';
  /** Chrome may show it to a reviewer of the extension. */
  readonly justification: string;
}

/** Sends a message to the page. All pages of the extension would hear `runtime.sendMessage`. */
export type PostToPage = (message: unknown, port: MessagePort) => void;

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
      postMessage(message: unknown, transfer: readonly MessagePort[]): void;
    }[]
  >;
}

/** Chrome's background is a worker, Firefox's is a page. */
export function isWorker(): boolean {
  return typeof document === 'undefined';
}

let before: Promise<unknown> = Promise.resolve();

/**
 * Opens the page, runs the task and closes the page, before the result is there.
 *
 * @param signal - Ends a task that waits or runs. The task itself has to reject then.
 */
export function inOffscreenPage<T>(
  page: OffscreenPage,
  task: (post: PostToPage) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const own = before.then(() => {
    signal?.throwIfAborted();
    return openFor(page, task);
  });
  // Not the result: it may be the text of a backup, and would stay until the next task.
  before = own.then(
    () => undefined,
    () => undefined,
  );
  return own;
}

/** A worker that died in the middle may have left a page, and in it what it worked on. */
export function closeLeftPage(): void {
  if (isWorker()) before = before.then(close).catch(() => undefined);
}

async function openFor<T>(
  { url, reason, justification }: OffscreenPage,
  task: (post: PostToPage) => Promise<T>,
): Promise<T> {
  await close().catch(() => undefined);
  await offscreen().createDocument({ url, reasons: [reason], justification });
  try {
    return await task(await postTo(url));
  } finally {
    await close();
  }
}

function close(): Promise<void> {
  return offscreen().closeDocument();
}

function offscreen(): Offscreen {
  // Cast: only Chrome has workers for extensions, and its build has the permission.
  return (browser as unknown as { readonly offscreen: Offscreen }).offscreen;
}

async function postTo(path: string): Promise<PostToPage> {
  // Cast: this is a worker.
  const { clients } = globalThis as unknown as { readonly clients: Clients };
  const pages = await clients.matchAll({ includeUncontrolled: true });
  const page = pages.find(({ url }) => url === browser.runtime.getURL(path));
  if (!page) throw new Error('the offscreen page is not there');
  return (message, port) => page.postMessage(message, [port]);
}
