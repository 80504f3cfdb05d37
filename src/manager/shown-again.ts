/** The popup shows an open tab of the manager again, perhaps at the place where it is already. */

/** @returns a function that stops listening. */
export function onShownAgain(listener: () => void): () => void {
  const look = () => {
    if (document.visibilityState === 'visible') listener();
  };
  // The tab comes to the front of its window, or the window to the front of the others.
  document.addEventListener('visibilitychange', look);
  window.addEventListener('focus', look);
  return () => {
    document.removeEventListener('visibilitychange', look);
    window.removeEventListener('focus', look);
  };
}
