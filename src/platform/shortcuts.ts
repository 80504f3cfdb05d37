/** The browser's keyboard shortcuts of Keybearer, as the user has set them. */
import { browser } from './extension-api';

export interface Shortcut {
  /** Such as `lock`, or `_execute_action` for the popup. */
  readonly name: string;
  /** Such as `Alt+Shift+K`. Empty: none is set. */
  readonly keys: string;
}

export async function readShortcuts(): Promise<readonly Shortcut[]> {
  const commands = await browser.commands.getAll();
  return commands.map(({ name = '', shortcut = '' }) => ({ name, keys: shortcut }));
}
