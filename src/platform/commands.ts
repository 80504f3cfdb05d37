/** Keyboard shortcuts of the browser, which the user may set; one of them also grants `activeTab`. */
import type { Origin } from '../domain/site';
import { originOfPage } from '../domain/site';
import { browser } from './extension-api';

const NAMES = ['lock', 'pause', 'next-profile'] as const;
export type CommandName = (typeof NAMES)[number];

/** @param listener - Gets the origin and the id of the active tab; no origin if it shows no web page. */
export function onCommand(
  listener: (name: CommandName, origin: Origin | undefined, tabId: number | undefined) => void,
): void {
  browser.commands.onCommand.addListener((pressed, tab) => {
    const name = NAMES.find((each) => each === pressed);
    if (name) listener(name, originOfPage(tab?.url), tab?.id);
  });
}
