/**
 * Compiles a `urlFilter`: `|` is the start or the end, `*` any characters, `^` a separator or the end.
 * Our rules have no domain anchors (`||`).
 *
 * It is no regular expression: it looks for each piece between two stars once, from left to right, so
 * that no made-up address takes long.
 *
 * Source: Chrome and MDN, `declarativeNetRequest.RuleCondition`.
 */
import type { RuleCondition } from './rule';

export type UrlMatcher = (url: string) => boolean;

const matchers = new WeakMap<RuleCondition, UrlMatcher>();

/** Compiles each condition's filter once, at its first use. */
export function urlMatcherOf(condition: RuleCondition): UrlMatcher {
  const known = matchers.get(condition);
  if (known) return known;
  const matcher = compileUrlFilter(condition.urlFilter);
  matchers.set(condition, matcher);
  return matcher;
}

export function compileUrlFilter(urlFilter: string): UrlMatcher {
  const atStart = urlFilter.startsWith('|');
  const atEnd = urlFilter.length > 1 && urlFilter.endsWith('|');
  const text = urlFilter.slice(atStart ? 1 : 0, atEnd ? -1 : undefined);
  const [start, ...others] = text.split('*').map(toPiece);
  const first = atStart ? start : undefined;
  const pieces = start && !atStart ? [start, ...others] : others;
  const last = atEnd ? pieces.pop() : undefined;
  return (url) => {
    let at = first ? endOf(url, first, 0) : 0;
    for (const piece of pieces) {
      if (at === -1) return false;
      // The earliest match leaves the most text to the other pieces.
      at = find(url, piece, at);
    }
    if (at === -1 || !atEnd) return at !== -1;
    return last ? endsWith(url, last, at) : at === url.length;
  };
}

/** The text between two stars: `rest` begins at its first separator. */
interface Piece {
  readonly literal: string;
  readonly rest: string;
}

function toPiece(text: string): Piece {
  const [literal = ''] = text.split('^', 1);
  return { literal, rest: text.slice(literal.length) };
}

/** @returns the end of the piece's earliest match; -1 if it has none from there on. */
function find(url: string, piece: Piece, from: number): number {
  for (let start = url.indexOf(piece.literal, from); start !== -1; ) {
    const end = endOf(url, piece, start);
    if (end !== -1) return end;
    if (start === url.length) return -1;
    start = url.indexOf(piece.literal, start + 1);
  }
  return -1;
}

function endsWith(url: string, piece: Piece, from: number): boolean {
  const length = piece.literal.length + piece.rest.length;
  // A match is shorter than the piece if the end itself counts as its last separator.
  for (let start = Math.max(from, url.length - length); start <= url.length; start++) {
    if (endOf(url, piece, start) === url.length) return true;
  }
  return false;
}

/** @returns the end of a match that begins at `start`; -1 if the piece does not match there. */
function endOf(url: string, { literal, rest }: Piece, start: number): number {
  if (!url.startsWith(literal, start)) return -1;
  let at = start + literal.length;
  for (const character of rest) {
    if (character === '^' && at === url.length) continue;
    const fits = character === '^' ? isSeparator(url.charAt(at)) : url[at] === character;
    if (!fits) return -1;
    at++;
  }
  return at;
}

function isSeparator(character: string): boolean {
  return !/[\w.%-]/.test(character);
}
