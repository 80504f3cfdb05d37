/**
 * Something to be done at a moment, once. The timers of a hidden tab may come late, by up to a minute
 * in Chrome (docs/platform.md): what is due by then is done as soon as the tab is shown.
 */

/** Timers count to 24.8 days, and what is further away goes off at once: as after a clock was set back. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * @param at - Milliseconds since the Unix epoch.
 * @returns what calls it off.
 */
export function runAt(at: number, act: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const callOff = () => {
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', wait);
  };
  const run = () => {
    callOff();
    act();
  };
  const wait = () => {
    clearTimeout(timer);
    const left = Math.max(0, at - Date.now());
    timer = left > LONGEST_TIMER_MS ? setTimeout(wait, LONGEST_TIMER_MS) : setTimeout(run, left);
  };
  document.addEventListener('visibilitychange', wait);
  wait();
  return callOff;
}
