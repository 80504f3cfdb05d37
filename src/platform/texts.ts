/** The words of the interface, in the browser's language: `public/_locales`. */
import type messages from '../../public/_locales/en/messages.json';
import { browser } from './extension-api';

export type TextKey = keyof typeof messages;

export function text(key: TextKey, ...substitutions: string[]): string {
  return browser.i18n.getMessage(key, substitutions);
}
