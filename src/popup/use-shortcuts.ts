/** Single-key shortcuts, off while the user types: `/` searches, `L` locks, `P` pauses. */
import { useEffect } from 'preact/hooks';

export type Shortcuts = Readonly<Record<string, () => void>>;

/** @param shortcuts - Keys are `KeyboardEvent.key` in lower case. */
export function useShortcuts(shortcuts: Shortcuts): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
      const act = shortcuts[event.key.toLowerCase()];
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [shortcuts]);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && !['radio', 'checkbox'].includes(target.type);
}
