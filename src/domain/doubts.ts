/** The doubts about typed values, in the order of the alphabet. */

/** Odd values that the user may mean. A value that no header can carry is refused instead. */
export const DOUBTS = [
  'bearer-syntax',
  'jwt-expired',
  'jwt-not-yet-valid',
  'jwt-unsigned',
  'looks-like-basic-pair',
  'looks-like-encoded-pair',
  'looks-like-header-line',
  'secret-in-open-field',
  'secret-in-query',
  'secret-short',
  'seed-short',
  'space-around',
] as const;
export type Doubt = (typeof DOUBTS)[number];
