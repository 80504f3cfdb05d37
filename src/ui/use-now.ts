/** The current time for countdowns, updated each second while the page is visible. */
import { useEffect, useState } from 'preact/hooks';

/**
 * @param ticks - False stops the timer.
 * @returns milliseconds since the Unix epoch.
 */
export function useNow(ticks: boolean): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!ticks) return;
    let timer: ReturnType<typeof setInterval> | undefined;
    const tick = () => setNow(Date.now());
    const follow = () => {
      clearInterval(timer);
      if (document.hidden) return;
      tick();
      timer = setInterval(tick, 1_000);
    };
    follow();
    document.addEventListener('visibilitychange', follow);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', follow);
    };
  }, [ticks]);
  return now;
}
