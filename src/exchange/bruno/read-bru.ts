/**
 * Reads a .bru file: blocks `name { … }` of pairs, `name [ … ]` of names, or text.
 *
 * Source: the grammars of @usebruno/lang (v2). A block ends at a `}` at the beginning of a line, except
 * inside `'''`.
 */
import { type Cursor, find, taken } from './cursor';

export interface BruBlock {
  readonly name: string;
  /** Empty for a block of text. A name of a list is a pair with an empty value. */
  readonly pairs: readonly BruPair[];
  /** Present in a block of text. */
  readonly text?: string;
}

export interface BruPair {
  readonly name: string;
  readonly value: string;
  /** Written with `~`. */
  readonly isOff: boolean;
}

/** Environments have a grammar of their own: no quoted keys, and `'''` only with a line end after it. */
export type BruKind = 'request' | 'environment';

const TEXT_BLOCK =
  /^(?:body|body:(?:json|text|xml|sparql|graphql|graphql:vars)|script:[\w-]+|tests|docs|example)$/;
const BLOCK_END = '\n}';
/** The two ends of a value of several lines. */
const SEVERAL_LINES = {
  request: [/'''/y, /'''/g],
  environment: [/'''\n/y, /\n[ \t]*'''/g],
} as const;
/** The lines of a value in `'''` stand so many characters in. */
const INDENT = 4;

/** Never throws: a line that is no pair is left out. Takes time in proportion to the text. */
export function readBru(text: string, kind: BruKind = 'request'): readonly BruBlock[] {
  const blocks: BruBlock[] = [];
  const cursor: Cursor = { text, at: 0, missing: new Set() };
  const opening = /^[ \t]*([a-z][\w:.-]*)[ \t]*([{[])/gm;
  for (let match = opening.exec(text); match; match = opening.exec(text)) {
    const [, name = '', bracket] = match;
    cursor.at = opening.lastIndex;
    if (bracket === '[') {
      blocks.push({ name, pairs: namesFrom(cursor) });
    } else {
      const start = cursor.at;
      const isText = TEXT_BLOCK.test(name);
      const pairs = isText ? [] : pairsFrom(cursor, kind);
      const end = find(cursor, /\n\}/g) ?? { start: text.length, end: text.length };
      blocks.push({ name, pairs, ...(isText && { text: text.slice(start, end.start) }) });
      cursor.at = end.end;
    }
    opening.lastIndex = cursor.at;
  }
  return blocks;
}

/** Leaves the cursor before the end of the block. */
function pairsFrom(cursor: Cursor, kind: BruKind): readonly BruPair[] {
  const pairs: BruPair[] = [];
  while (cursor.at < cursor.text.length) {
    taken(cursor, /[ \t]*(?:\n(?!\})[ \t]*)*/y);
    if (cursor.text.startsWith(BLOCK_END, cursor.at)) break;
    if (takesAnnotation(cursor)) continue;
    const key = keyFrom(cursor, kind);
    if (taken(cursor, /[ \t]*:[ \t]*/y) === undefined) taken(cursor, /[^\n]*/y);
    else pairs.push({ ...key, value: valueFrom(cursor, kind).trim() });
  }
  return pairs;
}

/** `@description('…')` on a line of its own belongs to the pair below it. */
function takesAnnotation(cursor: Cursor): boolean {
  const { at } = cursor;
  if (taken(cursor, /@[^()\s:]+/y) === undefined) return false;
  if (taken(cursor, /\('''/y) !== undefined) {
    cursor.at = find(cursor, /'''/g)?.end ?? cursor.at;
    taken(cursor, /\)/y);
  } else {
    taken(cursor, /\((?:'[^'\n]*'|"(?:\\.|[^"\\\n])*"|[^)\n]*)\)/y);
  }
  if (taken(cursor, /[ \t]*(?=\n)/y) !== undefined) return true;
  cursor.at = at;
  return false;
}

function keyFrom(cursor: Cursor, kind: BruKind): Omit<BruPair, 'value'> {
  const quoted = kind === 'request' ? taken(cursor, /~?"(?:\\"|[^"\\\n]|\\(?!"))*"/y) : undefined;
  const key =
    quoted?.replace(/^(~?)"(.*)"$/, '$1$2').replaceAll('\\"', '"') ??
    taken(cursor, /[^ \t\n:]*/y) ??
    '';
  const isOff = key.startsWith('~');
  return { name: isOff ? key.slice(1) : key, isOff };
}

function valueFrom(cursor: Cursor, kind: BruKind): string {
  const several = severalLines(cursor, kind);
  if (several === undefined) {
    // A list, as of tags: no value of ours.
    if (taken(cursor, /\[\n(?:[ \t]*(?:[\w-]+[ \t]*)?\n)*[ \t]*\]/y) !== undefined) return '';
    return taken(cursor, /[^\n]*/y) ?? '';
  }
  return several
    .split('\n')
    .map((line) => line.slice(INDENT))
    .join('\n');
}

function severalLines(cursor: Cursor, kind: BruKind): string | undefined {
  const { at } = cursor;
  const [begins, ends] = SEVERAL_LINES[kind];
  if (taken(cursor, begins) === undefined) return undefined;
  const { at: start } = cursor;
  const end = find(cursor, ends);
  cursor.at = end?.end ?? at;
  return end && cursor.text.slice(start, end.start);
}

/** Names with commas or line ends between them. */
function namesFrom(cursor: Cursor): readonly BruPair[] {
  const pairs: BruPair[] = [];
  while (cursor.at < cursor.text.length) {
    taken(cursor, /[\s,]*/y);
    if (taken(cursor, /\]/y) !== undefined) break;
    if (takesAnnotation(cursor)) continue;
    const name = taken(cursor, /[^\s,\][]+/y);
    if (name === undefined) break;
    const isOff = name.startsWith('~');
    pairs.push({ name: isOff ? name.slice(1) : name, value: '', isOff });
  }
  return pairs;
}
