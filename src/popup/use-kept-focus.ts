/**
 * Keeps the focus in the popup: a control that goes away would drop it to the body. `data-first` marks
 * the one obvious control of a view.
 */
import { useEffect } from 'preact/hooks';

export function useKeptFocus(): void {
  useEffect(() => {
    const keep = () => {
      if (document.activeElement !== document.body) return;
      const main = document.querySelector('main');
      (main?.querySelector<HTMLElement>('[data-first="true"]') ?? main)?.focus();
    };
    keep();
    const observer = new MutationObserver(keep);
    observer.observe(document.body, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, []);
}
