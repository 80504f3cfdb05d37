/** The keys of the rows: each moves to its row, or picks it. */

/** `0` is Off, and `1` to `9` are the profiles below it. */
export function digitKeys(picks: boolean): Readonly<Record<string, () => void>> {
  const go = (row: number) => {
    const radios = document.querySelectorAll<HTMLInputElement>(
      'input[name="pick"]:not([data-no-digit])',
    );
    const radio = radios[row];
    radio?.focus();
    if (picks) radio?.click();
  };
  return Object.fromEntries([...'0123456789'].map((digit) => [digit, () => go(Number(digit))]));
}
