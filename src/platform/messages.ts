/** Messages between our own pages and the background. */
import type { Runtime } from 'webextension-polyfill';
import { browser } from './extension-api';

/** As in the manifest. */
const POPUP = 'src/popup/popup.html';

type Respond = (reply: unknown) => void;

export function postMessage(message: unknown): Promise<unknown> {
  return browser.runtime.sendMessage(message);
}

/**
 * @param answer - Never rejects. Called for messages of our own top-level pages only; all others get no answer.
 * `isPopup`: the toolbar's popup has sent it.
 * @param onStranger - Called for those others.
 */
export function onPageMessage(
  answer: (message: unknown, isPopup: boolean) => Promise<unknown>,
  onStranger: () => void,
): void {
  const listen = (message: unknown, sender: Runtime.MessageSender, respond: Respond) => {
    if (!isOwnPage(sender)) {
      onStranger();
      return undefined;
    }
    void answer(message, isPopup(sender)).then(respond);
    // Chromium waits for `respond` only after `true`; it does not know promises here.
    return true as const;
  };
  // Cast: the types know no listener that answers some messages and not others.
  browser.runtime.onMessage.addListener(listen as Runtime.OnMessageListener);
}

function isOwnPage({ id, url, frameId = 0 }: Runtime.MessageSender): boolean {
  const own = browser.runtime.getURL('');
  return id === browser.runtime.id && frameId === 0 && url?.startsWith(own) === true;
}

function isPopup({ url = '' }: Runtime.MessageSender): boolean {
  return url.replace(/[?#].*$/, '') === browser.runtime.getURL(POPUP);
}
