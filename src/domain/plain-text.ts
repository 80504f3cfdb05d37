/**
 * Makes one short line of a text that a server wrote, so that it can stand beside our own words. Marks
 * that turn the direction of writing, line feeds and invisible characters could make it look like them.
 *
 * Source: Unicode Standard Annex #44, general categories C and Z; Annex #9 (bidirectional marks).
 */
export function plainText(text: string, lengthAtMost: number): string {
  // Cut first: replacing takes time in proportion to the text.
  const plain = text
    .slice(0, 4 * lengthAtMost)
    .replace(/[\s\u0085]+/g, ' ')
    .replace(/\p{C}/gu, '')
    .trim();
  // By code points: half of a surrogate pair is no character.
  const characters = [...plain];
  if (characters.length <= lengthAtMost) return plain;
  return `${characters.slice(0, lengthAtMost - 1).join('')}…`;
}
