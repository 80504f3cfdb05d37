/**
 * Something to be done at a moment, once. The timers of a hidden tab may come late, by up to a minute
 * in Chrome (docs/platform.md): what is due by then is done as soon as the tab is shown.
 */

/**
 * @param at - Milliseconds since the Unix epoch.
 * @returns what calls it off.
 */
export function atMoment(at: number, act: () => void): () => void {
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
    timer = setTimeout(run, Math.max(0, at - Date.now()));
  };
  document.addEventListener('visibilitychange', wait);
  wait();
  return callOff;
}
