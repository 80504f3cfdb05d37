/**
 * Keeps the focus in the popup: a control that goes away would drop it to the body. `data-first` marks
 * the one obvious control of a view.
 */
import { useEffect } from 'preact/hooks';

export function useKeptFocus(): void {
  useEffect(() => {
    const keep = () => {
      const main = document.querySelector('main');
      const first = main?.querySelector<HTMLElement>('[data-first="true"]');
      const { activeElement: at } = document;
      // `main` has it only because there was no such control yet.
      if (at === document.body || (first && at === main)) (first ?? main)?.focus();
    };
    keep();
    const observer = new MutationObserver(keep);
    observer.observe(document.body, { childList: true, subtree: true });
    // Firefox draws a popup while it is hidden, and gives no focus until it is shown. Once only: a Tab key
    // that has left the last control has to come to the first one, which may stand above the obvious one.
    if (!document.hasFocus()) window.addEventListener('focus', keep, { once: true });
    return () => {
      observer.disconnect();
      window.removeEventListener('focus', keep);
    };
  }, []);
}
