/**
 * Reads the part of DER that private keys use: elements of definite length, one after the other.
 *
 * Source: ITU-T X.690 §8.1, §10.1.
 */
import { concatBytes } from '@noble/hashes/utils.js';

export const TAG = {
  integer: 0x02,
  octetString: 0x04,
  null: 0x05,
  objectIdentifier: 0x06,
  sequence: 0x30,
  /** `[0]` and `[1]`, constructed. */
  context0: 0xa0,
  context1: 0xa1,
} as const;

export interface DerElement {
  readonly tag: number;
  readonly content: Uint8Array;
  /** The content with its tag and length. */
  readonly whole: Uint8Array;
}

/**
 * @returns the elements inside an element.
 * @throws RangeError if it has another tag, or its content ends within an element.
 */
export function elementsOf(element: DerElement | undefined, tag: number): DerElement[] {
  return readDer(contentOf(element, tag));
}

/** @throws RangeError if the element has another tag. */
export function contentOf(element: DerElement | undefined, tag: number): Uint8Array {
  if (element?.tag !== tag) throw new RangeError(`no element with tag ${tag}`);
  return element.content;
}

/** @throws RangeError if the bytes end within an element. */
export function readDer(bytes: Uint8Array): DerElement[] {
  const elements: DerElement[] = [];
  let rest = bytes;
  while (rest.length > 0) {
    const [tag = 0] = rest;
    const { start, end } = extentOf(rest);
    const whole = rest.subarray(0, end);
    elements.push({ tag, content: whole.subarray(start), whole });
    rest = rest.subarray(end);
  }
  return elements;
}

/** @returns the start and end of the first element's content. */
function extentOf(bytes: Uint8Array): { readonly start: number; readonly end: number } {
  const [, first = 0x80] = bytes;
  // 0x80 means an indefinite length, and no key is longer than three bytes of length can say.
  if (first === 0x80 || first > 0x83) throw new RangeError('no length that a key has');
  const start = first < 0x80 ? 2 : 2 + (first & 0x7f);
  const length =
    first < 0x80 ? first : bytes.subarray(2, start).reduce((sum, byte) => sum * 256 + byte, 0);
  const end = start + length;
  if (end > bytes.length) throw new RangeError('cut short');
  return { start, end };
}

export function writeDer(tag: number, ...contents: readonly Uint8Array[]): Uint8Array {
  const content = concatBytes(...contents);
  return concatBytes(Uint8Array.of(tag, ...lengthBytes(content.length)), content);
}

function lengthBytes(length: number): number[] {
  if (length < 0x80) return [length];
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return [0x80 | bytes.length, ...bytes];
}
