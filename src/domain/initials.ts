/** Two letters that stand for a name on the toolbar button. Pure. */

/** Punctuation, spaces and invisible characters, such as those that turn the writing direction. */
const SEPARATOR = /^[\p{P}\p{Z}\p{C}]/u;

/** @returns the first letters of the first two words, or the first two letters of the only one. */
export function initialsOf(name: string): string {
  const words = wordsOf(graphemesOf(name));
  const [first = [], second] = words.length > 0 ? words : [graphemesOf(name.trim())];
  const letters = second ? [first[0], second[0]] : first.slice(0, 2);
  return letters.map((letter = '') => upperCase(letter)).join('');
}

/** Splits a text into the characters that a reader counts: an emoji of several code points is one. */
export function graphemesOf(text: string): string[] {
  return [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)].map(
    ({ segment }) => segment,
  );
}

function wordsOf(letters: readonly string[]): string[][] {
  const words: string[][] = [];
  let isBetween = true;
  for (const letter of letters) {
    const isSeparator = SEPARATOR.test(letter);
    if (!isSeparator && isBetween) words.push([]);
    if (!isSeparator) words.at(-1)?.push(letter);
    isBetween = isSeparator;
  }
  return words;
}

/** Some letters have a capital of two letters (ß), which would make three. */
function upperCase(letter: string): string {
  const capital = letter.toUpperCase();
  return graphemesOf(capital).length === 1 ? capital : letter;
}
