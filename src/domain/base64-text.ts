/**
 * Checks that a text is base64 as an encoder writes it: padded, and without stray bits (RFC 4648
 * §3.5). So a text that passes can be decoded.
 */

/** The last character before the padding: its unused bits are 0. */
const LAST_OF_ONE_BYTE = /[AQgw]$/;
const LAST_OF_TWO_BYTES = /[AEIMQUYcgkosw048]$/;

export function isBase64(text: string): boolean {
  if (text.length % 4 !== 0) return false;
  const padding = paddingOf(text);
  const body = text.slice(0, text.length - padding);
  // Looks for one wrong character: a pattern over all of a large vault would overflow the stack.
  if (/[^A-Za-z0-9+/]/.test(body)) return false;
  if (padding === 2) return LAST_OF_ONE_BYTE.test(body);
  return padding === 0 || LAST_OF_TWO_BYTES.test(body);
}

/** @param bytes - The length that the text decodes to. */
export function isBase64Of(bytes: number): (text: string) => boolean {
  return (text) => isBase64(text) && (text.length / 4) * 3 - paddingOf(text) === bytes;
}

function paddingOf(text: string): number {
  if (text.endsWith('==')) return 2;
  return text.endsWith('=') ? 1 : 0;
}
