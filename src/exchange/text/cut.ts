/** Shortens a text to a length in UTF-16 code units, and never within a surrogate pair: half of one is no character. */
export function cut(text: string, lengthAtMost: number): string {
  if (text.length <= lengthAtMost) return text;
  const isWithinPair = /[\ud800-\udbff]/.test(text.charAt(lengthAtMost - 1));
  return text.slice(0, isWithinPair ? lengthAtMost - 1 : lengthAtMost);
}
