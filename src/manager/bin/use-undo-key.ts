/** Ctrl+Z or Cmd+Z. In a text field it stays the field's own. */
import { useLayoutEffect, useRef } from 'preact/hooks';

const TAKES_TEXT =
  'input:not([type="radio"], [type="checkbox"]), textarea, [contenteditable]:not([contenteditable="false"])';

/** @param undo - Undefined: nothing can be undone. */
export function useUndoKey(undo: (() => void) | undefined): void {
  const latest = useRef(undo);
  latest.current = undo;
  // Not after the next paint: the user may press the keys as soon as the page shows.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { ctrlKey, metaKey, altKey, shiftKey, repeat, key, target } = event;
      const isUndo = (ctrlKey || metaKey) && !altKey && !shiftKey && key.toLowerCase() === 'z';
      const isTyping = target instanceof Element && target.closest(TAKES_TEXT) !== null;
      if (!isUndo || isTyping || repeat || document.querySelector('dialog[open]')) return;
      if (!latest.current) return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
