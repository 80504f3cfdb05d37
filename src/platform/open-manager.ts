/** The popup's way to the manager: the background shows its tab, since each byte counts in the popup. */
import { browser } from './extension-api';
import { postMessage } from './messages';

/** @param hash - The place in the manager, such as `#/profile/new`; empty if any will do. */
export function openManager(hash: string): Promise<unknown> {
  const isPrivate = browser.extension.inIncognitoContext;
  return postMessage({ type: 'manager/show', hash, isPrivate });
}
