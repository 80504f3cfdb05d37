/** Finds the end of a string in a text of JSON. */

/**
 * @param start - The position of the first quote.
 * @returns the position of the last one; the length of the text if there is none.
 */
export function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at += 1;
    else if (code === QUOTE) return at;
  }
  return text.length;
}

export const QUOTE = 0x22;
const BACKSLASH = 0x5c;
