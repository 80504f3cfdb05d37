/**
 * Keeps the digits of numbers in JSON. JavaScript has 53 bits for them (RFC 8259 §6), so `JSON.parse` makes
 * 12345678901234567000 of 12345678901234567890, and 1.5 of 1.50: each would be another credential.
 */
import { endOfString, QUOTE } from './end-of-string';

/** RFC 8259 §6. */
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

const MINUS = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;

/**
 * @param json - A text that `JSON.parse` takes.
 * @returns the same text with quotes around each number that JavaScript would write in another way.
 */
export function withExactNumbers(json: string): string {
  const parts: string[] = [];
  let copied = 0;
  for (let at = 0; at < json.length; at++) {
    const code = json.charCodeAt(at);
    if (code === QUOTE) {
      at = endOfString(json, at);
    } else if (code === MINUS || (code >= ZERO && code <= NINE)) {
      NUMBER.lastIndex = at;
      const [number = ''] = NUMBER.exec(json) ?? [];
      const end = at + number.length;
      if (String(Number(number)) !== number) {
        parts.push(json.slice(copied, at), `"${number}"`);
        copied = end;
      }
      at = end - 1;
    }
  }
  return parts.join('') + json.slice(copied);
}
