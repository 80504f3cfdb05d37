/**
 * The addresses that `{a,b}`, `[1-9]` and `[a-z:2]` in an address of curl stand for.
 *
 * Source: curl's manual, "URL" (globbing).
 */

/** The bound of one command: each address may become a profile. */
const ADDRESSES_AT_MOST = 100;

/** @returns undefined: more than 100 addresses. */
export function expandGlobs(url: string): readonly string[] | undefined {
  let expanded: readonly string[] = [''];
  for (const choices of partsOf(url)) {
    if (expanded.length * choices.length > ADDRESSES_AT_MOST) return undefined;
    expanded = expanded.flatMap((start) => choices.map((choice) => start + choice));
  }
  return expanded;
}

/** Plain text, an escaped character, an unknown value `${NAME}`, a set, a range; else one character. */
const PART = /[^\\${[]+|\\[\\{}[\],]|\$\{\w*\}|\{([^{}]+)\}|\[([^[\]]+)\]|[\s\S]/g;

function* partsOf(url: string): Iterable<readonly string[]> {
  for (const [text, set, range] of url.matchAll(PART)) {
    if (set !== undefined) yield set.split(',');
    else if (range !== undefined) yield inRange(range) ?? [text];
    else yield [/^\\[\s\S]/.test(text) ? text.slice(1) : text];
  }
}

/** @returns undefined: no range, such as the address of IPv6 in `[::1]`. */
function inRange(range: string): readonly string[] | undefined {
  const [, first = '', last = '', step = '1'] =
    /^(\d{1,9}|[A-Za-z])-(\d{1,9}|[A-Za-z])(?::(\d{1,9}))?$/.exec(range) ?? [];
  if (first === '' || /\d/.test(first) !== /\d/.test(last)) return undefined;
  const isNumber = /\d/.test(first);
  const numberOf = (text: string) => (isNumber ? Number(text) : (text.codePointAt(0) ?? 0));
  const [start, end, by] = [numberOf(first), numberOf(last), Number(step)];
  if (start > end || by === 0) return undefined;
  // One more than may be: the caller counts.
  const count = Math.min(Math.floor((end - start) / by) + 1, ADDRESSES_AT_MOST + 1);
  return Array.from({ length: count }, (_, index) => {
    const value = start + index * by;
    return isNumber ? String(value).padStart(first.length, '0') : String.fromCodePoint(value);
  });
}
