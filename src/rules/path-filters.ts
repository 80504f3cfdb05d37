/**
 * URL filters for a place: exactly the addresses of the origin that are the path or below it.
 *
 * A filter's separator `^` stands for any character but letters, digits and `_-.%`, so `/alice^` would
 * match `/alice+bob` and `/alice@corp` too. Four filters in its place are exact: the path itself, the
 * path with a query, all below it, and the path with a fragment, which filters see in both browsers.
 *
 * Source: Chrome and MDN, `declarativeNetRequest.RuleCondition`.
 */
interface Place {
  /** A serialised origin. */
  readonly origin: string;
  readonly path: string;
  /** Nothing below the path. It has no star. */
  readonly isExact?: true;
}

/** The path itself, with a query, below it, and with a fragment. */
const ENDS = ['|', '?*', '/*', '#*'];
const EXACT_ENDS = ['|', '?*', '#*'];

/**
 * `|` anchors the filter at the start, so subdomains, other ports and
 * `https://api.example.com@elsewhere/` do not match.
 */
export function filtersOf({ origin, path, isExact }: Place): readonly string[] {
  if (isExact) {
    return spellingsOf(path).flatMap((spelling) =>
      EXACT_ENDS.map((end) => `|${origin}${spelling}${end}`),
    );
  }
  return spellingsOf(path.replace(/\/\*$/, '/')).flatMap((spelling) => {
    const start = `|${origin}${spelling}`;
    if (start.endsWith('/') || start.endsWith('*')) return [start];
    return ENDS.map((end) => `${start}${end}`);
  });
}

/**
 * Filters compare percent-encoded bytes by letter case, and browsers send them as the page wrote them:
 * `%C3%A9` and `%c3%a9` are the same path (RFC 3986 §6.2.2.1).
 */
function spellingsOf(path: string): readonly string[] {
  const lower = path.replace(/%[0-9A-F]{2}/gi, (encoded) => encoded.toLowerCase());
  return [...new Set([upperCased(path), lower])];
}

function upperCased(path: string): string {
  return path.replace(/%[0-9A-F]{2}/gi, (encoded) => encoded.toUpperCase());
}

/** @returns the place of one of its filters. `/v1/*` becomes `/v1/`, which covers the same. */
export function placeOfFilter(urlFilter: string): string {
  return upperCased(urlFilter.replace(/^\|/, '').replace(/(\||[?/#]\*)$/, ''));
}
