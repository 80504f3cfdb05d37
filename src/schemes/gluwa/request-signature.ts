/**
 * `X-REQUEST-SIGNATURE`: proof of control over an address, bound to a moment. Both of Gluwa's
 * signature schemes send it; they differ in how they sign the timestamp.
 *
 * The value is `base64("<timestamp>.<signature>")`. The server accepts it for ten minutes.
 *
 * Source: Gluwa API documentation, "Authorization"; vectors in tests/vectors/gluwa.json.
 */
import type { Issued } from '../auth-scheme';
import { fieldError } from '../field-error';

export const HEADER_NAME = 'X-REQUEST-SIGNATURE';

const VALIDITY_MS = 10 * 60_000;
/** Early enough for a late alarm or a slow clock: a valid signature is still in force then. */
const RENEW_AFTER_MS = 0.4 * VALIDITY_MS;

/**
 * @param field - The credential's field, which the error names if the clock is unusable.
 * @param now - Milliseconds since the Unix epoch.
 * @param sign - The address signature over the timestamp: decimal Unix seconds, ten digits.
 */
export function issueRequestSignature(
  field: string,
  now: number,
  sign: (timestamp: string) => string,
): Issued {
  const timestamp = String(Math.floor(now / 1000));
  // A signature over anything but a ten-digit timestamp could be replayed as something else.
  if (!/^[1-9]\d{9}$/.test(timestamp)) throw fieldError(field, 'clock-out-of-range');
  return {
    headers: [{ name: HEADER_NAME, value: btoa(`${timestamp}.${sign(timestamp)}`) }],
    expiresAt: now + VALIDITY_MS,
    renewAt: now + RENEW_AFTER_MS,
  };
}
