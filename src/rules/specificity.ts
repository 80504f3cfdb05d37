/** Which of two overlapping path scopes says more about a request. */
import type { PathScope } from '../domain/site';

/**
 * Literal characters before the first star, then all literal characters: `/v1/Orders` beats `/v1`,
 * and `/v1*Addresses` beats it too.
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
