/** Keeps what is typed before the page may lose it. */
import { useEffect } from 'preact/hooks';

/**
 * A lock may follow when the focus leaves a field, and the page may close when it is hidden: a popup does
 * when another window gets the focus.
 *
 * @param keepNow - Its present value is called, at each of these and when the view goes.
 */
export function useKeepOnLeave(keepNow: { readonly current: () => void }): void {
  useEffect(() => {
    const keep = () => keepNow.current();
    const occasions = ['focusout', 'visibilitychange', 'pagehide'] as const;
    for (const each of occasions) window.addEventListener(each, keep);
    return () => {
      for (const each of occasions) window.removeEventListener(each, keep);
      keep();
    };
  }, []);
}
