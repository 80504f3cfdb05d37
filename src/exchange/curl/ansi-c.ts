/**
 * The text between `$'` and `'`.
 *
 * Source: Bash manual §3.1.2.4 (ANSI-C Quoting); POSIX.1-2024, Shell Command Language §2.2.4.
 */

const LETTERS: Readonly<Record<string, number>> = {
  a: 7,
  b: 8,
  e: 27,
  E: 27,
  f: 12,
  n: 10,
  r: 13,
  t: 9,
  v: 11,
  '\\': 92,
  "'": 39,
  '"': 34,
  '?': 63,
};

const ESCAPE =
  /\\(?:([0-7]{1,3})|x([0-9A-Fa-f]{1,2})|u([0-9A-Fa-f]{1,4})|U([0-9A-Fa-f]{1,8})|c([\s\S])|([\s\S]))/g;

/** @param quoted - Without its quotes. Octal and `\x` escapes are bytes of UTF-8. */
export function ansiC(quoted: string): string {
  const bytes: number[] = [];
  let end = 0;
  for (const match of quoted.matchAll(ESCAPE)) {
    bytes.push(...utf8(quoted.slice(end, match.index)), ...bytesOf(match));
    end = match.index + match[0].length;
  }
  bytes.push(...utf8(quoted.slice(end)));
  // A NUL ends the text, as in any argument of a program.
  const nul = bytes.indexOf(0);
  return new TextDecoder().decode(Uint8Array.from(nul === -1 ? bytes : bytes.slice(0, nul)));
}

function bytesOf([
  whole,
  octal,
  hex,
  short,
  long,
  control,
  letter,
]: RegExpExecArray): Iterable<number> {
  if (octal !== undefined) return [Number.parseInt(octal, 8) & 0xff];
  if (hex !== undefined) return [Number.parseInt(hex, 16)];
  const point = short ?? long;
  if (point !== undefined) return utf8(codePoint(Number.parseInt(point, 16)));
  if (control !== undefined) return [(control.codePointAt(0) ?? 0) & 0x1f];
  const byte = LETTERS[letter ?? ''];
  return byte === undefined ? utf8(whole) : [byte];
}

function codePoint(number: number): string {
  return number > 0x10ffff ? '\uFFFD' : String.fromCodePoint(number);
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
