/**
 * The text of a file's bytes.
 *
 * Source: WHATWG Encoding §6 (byte order marks). Git looks for a zero byte in the same way.
 */

/** In bytes: the part of a file that tells whether it is binary. */
const LOOKED_AT = 8000;

/** @param start - The beginning of a file. */
export function isBinary(start: Uint8Array): boolean {
  return wideEncodingOf(start) === undefined && start.subarray(0, LOOKED_AT).includes(0);
}

/** Bytes that are not in the encoding become U+FFFD, which `toImported` takes for no part of a credential. */
export function textOfBytes(bytes: Uint8Array): string {
  return new TextDecoder(wideEncodingOf(bytes)).decode(bytes);
}

/** PowerShell writes files in UTF-16. */
function wideEncodingOf([first, second]: Uint8Array): string | undefined {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
}
