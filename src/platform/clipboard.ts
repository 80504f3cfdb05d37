/**
 * The clipboard for the background, which clears it. Firefox's event page has `navigator.clipboard`;
 * Chrome's worker does not and opens an offscreen page for a moment.
 */
import type { Clipboard } from '../app/ports';
import type { ClipboardTask } from './clipboard-page';
import { mayClearClipboard } from './clipboard-permission';
import { inOffscreenPage, isWorker, type OffscreenPage, type PostToPage } from './offscreen';

const PAGE: OffscreenPage = {
  // Built from this file.
  url: 'src/background/clipboard.html',
  reason: 'CLIPBOARD',
  justification: 'Clears a copied credential from the clipboard, unless it has changed.',
};

const ANSWER_WITHIN_MS = 5_000;

export const clipboard: Clipboard = {
  isAllowed: mayClearClipboard,
  read: () => (isWorker() ? inPage('read') : navigator.clipboard.readText()),
  async clear() {
    if (!isWorker()) await navigator.clipboard.writeText('');
    else if ((await inPage('clear')) !== '') throw new Error('the clipboard was not cleared');
  },
};

function inPage(task: ClipboardTask): Promise<string> {
  return inOffscreenPage(PAGE, (post) => ask(post, task));
}

function ask(post: PostToPage, task: ClipboardTask): Promise<string> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no answer')), ANSWER_WITHIN_MS);
    port1.onmessage = ({ data }: MessageEvent<string>) => {
      clearTimeout(timer);
      port1.close();
      resolve(data);
    };
    post(task, port2);
  });
}
