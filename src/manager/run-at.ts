/**
 * Runs an action once, at a given time. Chrome delays the timers of a hidden tab by up to a minute
 * (docs/platform.md), so an overdue action also runs when the tab is shown.
 */

/** `setTimeout` fires a longer timer (24.8 days) at once, such as after the clock was set back. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * @param at - Milliseconds since the Unix epoch.
 * @returns a function that cancels it.
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
