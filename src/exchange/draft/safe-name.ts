/** A header's name as a part of a remark: a damaged source may have a secret where the name belongs. */

/** Names of headers are words. A key has more digits, or longer parts. */
const WORDS = /^[a-z]{1,19}([-_][a-z0-9]{1,19}){0,6}$/i;
const DIGITS_AT_MOST = 4;

/** @returns nothing for a text that may be no name. */
export function safeName(headerName: string): readonly string[] {
  const isName = WORDS.test(headerName) && headerName.replace(/\D/g, '').length <= DIGITS_AT_MOST;
  return isName ? [headerName] : [];
}
