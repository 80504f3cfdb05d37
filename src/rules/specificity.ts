/** Compares two overlapping path scopes: the more specific one wins. */
import type { PathScope } from '../domain/site';

/**
 * Counts the characters before the first star, then all characters but stars: `/v1/Orders` and
 * `/v1*Addresses` both beat `/v1`.
 *
 * @returns negative if `a` is the more specific, positive if `b` is, 0 if neither.
 */
export function bySpecificity(a: PathScope, b: PathScope): number {
  return literalStart(b) - literalStart(a) || literals(b) - literals(a);
}

function literalStart(path: PathScope): number {
  const star = path.indexOf('*');
  return star === -1 ? path.length : star;
}

function literals(path: PathScope): number {
  return path.replaceAll('*', '').length;
}
