/** Messages between our own pages and the background. */
import type { Runtime } from 'webextension-polyfill';
import { browser } from './extension-api';

export function postMessage(message: unknown): Promise<unknown> {
  return browser.runtime.sendMessage(message);
}

/**
 * @param answer - Called for messages of our own top-level pages only; all others get no answer.
 * @param onStranger - Called for those others.
 */
export function onPageMessage(
  answer: (message: unknown) => Promise<unknown>,
  onStranger: () => void,
): void {
  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
    if (isOwnPage(sender)) return answer(message);
    onStranger();
    return undefined;
  });
}

function isOwnPage({ id, url, frameId = 0 }: Runtime.MessageSender): boolean {
  const own = browser.runtime.getURL('');
  return id === browser.runtime.id && frameId === 0 && url?.startsWith(own) === true;
}
