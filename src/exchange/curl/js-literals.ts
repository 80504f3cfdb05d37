/**
 * Reads literals of JavaScript: strings, templates, objects, lists. Any other expression is `${NAME}`.
 *
 * Source: ECMA-262 §12.9.4 (string literals), §12.9.6 (templates), §13.2.
 */
import { IMPORT_DEPTH_AT_MOST } from '../../domain/imported';
import { importRefused } from '../import-refused';
import { type ScriptCursor, takeMatch } from './script-cursor';
import { unknownValue } from './unknown';

export type Literal = string | readonly Literal[] | ReadonlyMap<string, Literal>;

export interface LiteralAt {
  readonly value: Literal;
  /** The position of the comma or the bracket behind it, or the end. */
  readonly end: number;
}

/**
 * @param at - Where the expression begins.
 * @throws AppError `import-refused` with `import-too-deep`.
 */
export function literalAt(script: string, at: number): LiteralAt {
  const cursor = { script, at };
  const value = readExpression(cursor, 0);
  return { value, end: cursor.at };
}

/** Reads up to a comma or a bracket that closes what began before. */
function readExpression(cursor: ScriptCursor, depth: number): Literal {
  if (depth > IMPORT_DEPTH_AT_MOST) {
    throw importRefused('import-too-deep');
  }
  let value = readOperand(cursor, depth);
  while (cursor.at < cursor.script.length && !/[,)\]}:;]/.test(cursor.script[cursor.at] ?? '')) {
    const isSum = cursor.script[cursor.at] === '+';
    cursor.at += 1;
    const next = readOperand(cursor, depth + 1);
    value =
      isSum && typeof value === 'string' && typeof next === 'string'
        ? value + next
        : unknownValue('expression');
  }
  return value;
}

function readOperand(cursor: ScriptCursor, depth: number): Literal {
  skipBlanks(cursor);
  const { script } = cursor;
  const next = script[cursor.at] ?? '';
  const value =
    next === '{'
      ? new Map(readList(cursor, depth, readProperty).flat())
      : next === '['
        ? readList(cursor, depth, readExpression)
        : next === '"' || next === "'" || next === '`'
          ? readText(cursor)
          : readOther(cursor, depth);
  skipBlanks(cursor);
  return value;
}

/** Reads the items between the bracket at the cursor and the one that closes it. */
function readList<T>(
  cursor: ScriptCursor,
  depth: number,
  read: (cursor: ScriptCursor, depth: number) => T,
): readonly T[] {
  const items: T[] = [];
  cursor.at += 1;
  for (;;) {
    skipBlanks(cursor);
    const next = cursor.script[cursor.at] ?? '';
    if (next === '' || /[)\]}]/.test(next)) {
      cursor.at += 1;
      return items;
    }
    if (/[,;:]/.test(next)) cursor.at += 1;
    else items.push(read(cursor, depth + 1));
  }
}

/** @returns no pair for `...rest`, for a method, or for a name that is computed. */
function readProperty(
  cursor: ScriptCursor,
  depth: number,
): readonly (readonly [string, Literal])[] {
  const name = readExpression(cursor, depth);
  const [, plain] = typeof name === 'string' ? (/^\$\{(\w+)\}$/.exec(name) ?? []) : [];
  if (cursor.script[cursor.at] !== ':')
    return plain === undefined || plain === 'expression' ? [] : [[plain, name]];
  cursor.at += 1;
  const value = readExpression(cursor, depth);
  return typeof name === 'string' ? [[plain ?? name, value]] : [];
}

/** A name, a number, a call. `new Headers({…})` is its object. */
function readOther(cursor: ScriptCursor, depth: number): Literal {
  const word = takeMatch(cursor, /(?:new\s+)?[\w.$]+/y);
  skipBlanks(cursor);
  const next = cursor.script[cursor.at];
  if (next === '(' || next === '[') {
    const [only, ...others] = readList(cursor, depth, readExpression);
    const isHeaders = /^new\s+Headers$/.test(word) && others.length === 0;
    return isHeaders && only !== undefined ? only : unknownValue('expression');
  }
  if (word === '') {
    // An operator, or a character that begins no expression.
    if (next !== undefined && !/[,)\]}:;]/.test(next)) cursor.at += 1;
    return unknownValue('expression');
  }
  return /^\d+$/.test(word) ? word : unknownValue(word);
}

const ESCAPES: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  0: '\0',
  '\n': '',
};

/** A string, or a template whose expressions are unknown values. */
function readText(cursor: ScriptCursor): string {
  const quote = cursor.script[cursor.at];
  let text = '';
  cursor.at += 1;
  for (;;) {
    const next = cursor.script[cursor.at];
    if (next === undefined || next === quote) {
      cursor.at += 1;
      return text;
    }
    if (next === '\\') text += readEscape(cursor);
    else if (quote === '`' && cursor.script.startsWith('${', cursor.at)) {
      const inner = takeMatch(cursor, /\$\{[^}]*\}?/y);
      text += unknownValue(inner.slice(2, -1).trim());
    } else {
      text += next;
      cursor.at += 1;
    }
  }
}

function readEscape(cursor: ScriptCursor): string {
  const code = takeMatch(cursor, /\\(?:u[0-9A-Fa-f]{4}|u\{[0-9A-Fa-f]{1,6}\}|x[0-9A-Fa-f]{2})/y);
  if (code !== '') {
    const point = Number.parseInt(code.replace(/[^0-9A-Fa-f]/g, ''), 16);
    return point > 0x10ffff ? '\uFFFD' : String.fromCodePoint(point);
  }
  const escaped = cursor.script[cursor.at + 1] ?? '';
  cursor.at += 2;
  return ESCAPES[escaped] ?? escaped;
}

function skipBlanks(cursor: ScriptCursor): void {
  takeMatch(cursor, /(?:\s|\/\/[^\n]*|\/\*(?:[\s\S]*?\*\/|[\s\S]*))*/y);
}
