/** The time for which the user's confirmation by passphrase or passkey holds. */
export const CONFIRMED_FOR_MS = 5 * 60_000;

/**
 * A clock that was set back since does not lengthen it.
 *
 * @param confirmedUntil - Milliseconds since the Unix epoch. Absent: nothing was confirmed.
 */
export function isConfirmed(
  { confirmedUntil = 0 }: { readonly confirmedUntil?: number },
  now: number,
): boolean {
  return now < confirmedUntil && confirmedUntil <= now + CONFIRMED_FOR_MS;
}
