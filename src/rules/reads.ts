/**
 * Reads only: the placement of a production profile that is not armed (decision 47). It carries its
 * headers with GET and HEAD, and with POST from the site's own scripts at the paths that only read. A
 * form or an iframe that posts has none of them.
 *
 * A method that a header of the request replaces, `X-HTTP-Method-Override`, is not seen here.
 */
import type { Method } from '../domain/profile';
import { isInside } from '../domain/site';
import type { Placement } from './placement';

const READS: readonly Method[] = ['GET', 'HEAD'];

/**
 * Chromium's types of requests by which a page reads over HTTP. A list of types that are left out would
 * let through a socket of a later browser, and pings are writes.
 */
export const READ_TYPES: readonly string[] = [
  'stylesheet',
  'script',
  'image',
  'font',
  'object',
  'xmlhttprequest',
  'media',
  'other',
];

/** @returns the parts that set its headers; no two match the same request. None: the header has no method that reads. */
export function readingParts(placement: Placement): readonly Placement[] {
  const { reads, methods, path, access } = placement;
  if (!reads) return [placement];
  const allowed = READS.filter((method) => methods.length === 0 || methods.includes(method));
  const get = allowed.length > 0 ? [{ ...placement, methods: allowed }] : [];
  if (methods.length > 0 && !methods.includes('POST')) return get;
  // Exactly that path, inside one of the header: what stands below it may write.
  const paths = new Set(reads.readPaths.filter((read) => isInside(read, path)));
  const posts = [...paths].map((each) => ({
    ...placement,
    path: each,
    isExact: true as const,
    methods: ['POST'] as const,
    access: { ...access, ownForms: false },
  }));
  return [...get, ...posts];
}
