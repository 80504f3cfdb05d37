/** Moves the focus to `main` before a button disappears, so that the focus is not lost. */
export function focusMain(button: HTMLElement): void {
  const main = button.closest('main');
  if (!main) return;
  main.tabIndex = -1;
  main.focus();
}
