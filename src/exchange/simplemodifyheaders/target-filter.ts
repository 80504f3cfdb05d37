/**
 * The filter of a header in SimpleModifyHeaders, as places: one of the match patterns of the file, and
 * one of the texts that the address contains.
 *
 * Source: MDN, "Match patterns in extension manifests". A pattern without a port covers every port.
 */
import {
  allOf,
  anyOf,
  containing,
  exactly,
  type FoundFilter,
  inexactly,
  narrowedTo,
  oneUrl,
  startOf,
} from '../place/found-filter';
import { placeOfUrl } from '../place/place-of-url';
import type { SourcePlace } from '../place/source-place';

/**
 * @param target - Match patterns, joined by `;`. Empty: every address.
 * @param parts - Texts, joined by `;`. Empty: every address.
 * @returns undefined: every address.
 */
export function targetFilter(target: string, parts: string): FoundFilter | undefined {
  const patterns = listOf(target);
  const page = patterns.length === 0 ? undefined : anyOf(patterns.map(ofMatchPattern));
  const texts = listOf(parts);
  if (texts.length === 0) return page;
  return anyOf(texts.map((text) => (page ? thatContain(page, text) : containing(text))));
}

function listOf(joined: string): readonly string[] {
  return joined
    .split(';')
    .map((each) => each.trim())
    .filter((each) => each !== '');
}

/** @returns undefined: every address. */
function ofMatchPattern(pattern: string): FoundFilter | undefined {
  if (/^(\*|<all_urls>|\*:\/\/\*\/\*)$/.test(pattern)) return undefined;
  const parts = /^(https?|\*):\/\/(\*\.)?([^/*]+)(\/.*)$/.exec(pattern);
  if (!parts) return inexactly();
  const [, protocol = '', subdomains = '', host = '', path = ''] = parts;
  const { place } = placeOfUrl(protocol === '*' ? host : `${protocol}://${host}`, 'origin');
  // Browsers compare with the host as a URL has it.
  if (!place || new URL(place.url).host !== host) return inexactly();
  if (!path.endsWith('*') || path.indexOf('*') < path.length - 1) {
    return path.includes('*') ? inexactly() : oneUrl(`${place.url}${path}`);
  }
  const within = placeAt(place, path.slice(0, -1));
  if (!within) return inexactly();
  const isWhole =
    protocol !== '*' && subdomains === '' && /:\d+$/.test(host) && path.endsWith('/*');
  return isWhole ? exactly([within]) : narrowedTo([within]);
}

/** Below the path. `/v1` without its final slash leaves out `/v10`, which is narrower. */
function placeAt({ url }: SourcePlace, path: string): SourcePlace | undefined {
  if (!PLAIN_PATH.test(path)) return undefined;
  return { url, path: path === '/' ? '' : path };
}

/** Written in a path scope as in a URL. */
const PLAIN_PATH = /^\/(?:[\w.~-]+\/)*[\w.~-]*$/;

/** The addresses of the filter that contain the text, too. */
function thatContain(filter: FoundFilter, text: string): FoundFilter {
  const withText = filter.places.filter((place) => startOf(place).includes(text));
  if (withText.length === filter.places.length) return filter;
  if (withText.length > 0) return narrower(filter, withText);
  const origins = filter.places.filter(({ path }) => path === '');
  if (PLAIN_PATH.test(text) && origins.length > 0) {
    // At the beginning of the path or further on, but only at the end of a segment.
    const inPath = origins.flatMap(({ url }) => [
      { url, path: text },
      { url, path: `/*${text}` },
    ]);
    return narrower(filter, inPath);
  }
  return allOf([filter, containing(text)]) ?? inexactly();
}

function narrower(filter: FoundFilter, places: readonly SourcePlace[]): FoundFilter {
  return { ...filter, places, codes: [...new Set([...filter.codes, 'narrowed' as const])] };
}
