/** A button that goes with what it is in: the keyboard and the reader need a place to be. */
export function focusMain(button: HTMLElement): void {
  const main = button.closest('main');
  if (!main) return;
  main.tabIndex = -1;
  main.focus();
}
