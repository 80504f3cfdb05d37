/**
 * Single-key shortcuts. They are off while the focus is where a key types or chooses, and while a
 * menu or a dialog is open (WCAG 2.1.4).
 */
import { useEffect } from 'preact/hooks';

export type Shortcuts = Readonly<Record<string, () => void>>;

const OPEN = 'dialog[open], [role="menu"]';
const TAKES_KEYS =
  'input:not([type="radio"], [type="checkbox"]), select, textarea, [contenteditable]:not([contenteditable="false"])';

/** @param shortcuts - Keys are `KeyboardEvent.key` in lower case. */
export function useShortcuts(shortcuts: Shortcuts): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { ctrlKey, altKey, metaKey, key, target } = event;
      const isOurs = !(target instanceof Element && target.closest(TAKES_KEYS));
      if (ctrlKey || altKey || metaKey || !isOurs || document.querySelector(OPEN)) return;
      const act = shortcuts[key.toLowerCase()];
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [shortcuts]);
}
