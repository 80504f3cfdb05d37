/** Tells whether a regular expression that excludes addresses takes none of some places. */
import type { RegexOptions } from './place-of-regex';
import { type Shape, shapesOfRegex } from './regex-shapes';
import type { SourcePlace } from './source-place';

const LENGTH_AT_MOST = 500;

/** @returns false in doubt: one that may stand anywhere in an address may stand in a query. */
export function liesOutside(
  source: string,
  { anchored, flags = '' }: RegexOptions,
  places: readonly SourcePlace[],
): boolean {
  const read = source.length <= LENGTH_AT_MOST && flags === '' ? shapesOfRegex(source) : undefined;
  if (!read?.isWhole) return false;
  return read.shapes.every((shape) => {
    const isAnchored = anchored === 'start' || shape[0] === 'start';
    return isAnchored && places.every((place) => parts(startOf(shape), addressOf(place)));
  });
}

/** The beginning of every address of the shape. */
function startOf(shape: Shape): string {
  const pieces = shape[0] === 'start' ? shape.slice(1) : shape;
  const end = pieces.findIndex((piece) => typeof piece !== 'object');
  const literal = end === -1 ? pieces : pieces.slice(0, end);
  return literal.map((piece) => (typeof piece === 'object' ? piece.char : '')).join('');
}

/** The beginning of every address of the place. */
function addressOf({ url, path }: SourcePlace): string {
  const [start = ''] = (path === '' ? '/' : path).split('*', 1);
  return `${url}${start}`;
}

/** Whether no text begins with both. Some browsers compare without case, so this does too. */
function parts(one: string, other: string): boolean {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  return !a.startsWith(b) && !b.startsWith(a);
}
