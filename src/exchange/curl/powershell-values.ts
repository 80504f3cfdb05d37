/**
 * Reads values of PowerShell: strings, hash tables, variables that the script sets itself. Any other
 * expression is `${NAME}`.
 *
 * Source: Microsoft, "about_Quoting_Rules", "about_Special_Characters", "about_Hash_Tables".
 */
import { IMPORT_DEPTH_AT_MOST } from '../../domain/imported';
import { importRefused } from '../import-refused';
import { type ScriptCursor, takeMatch } from './script-cursor';
import { unknownValue } from './unknown';

/** The keys of a hash table are in lower case: their case means nothing. */
export type PowerShellValue = string | ReadonlyMap<string, PowerShellEntry>;

export interface PowerShellEntry {
  /** Spelled as in the script. */
  readonly key: string;
  readonly value: PowerShellValue;
}

export type PowerShellVariables = ReadonlyMap<string, PowerShellValue>;

/** Blanks, comments, and line ends after a backtick. */
export function skipBlanks(cursor: ScriptCursor): void {
  takeMatch(cursor, /(?:[ \t]|`\n|<#(?:[\s\S]*?#>|[\s\S]*)|#[^\n]*)*/y);
}

/**
 * Reads the right side of `=`, with what is added to it by `+`.
 *
 * @throws AppError `import-refused` with `import-too-deep`.
 */
export function readExpression(
  cursor: ScriptCursor,
  variables: PowerShellVariables,
  depth = 0,
): PowerShellValue {
  // A word without quotes is a command here.
  const command = takeMatch(cursor, /[A-Za-z&][^\n;}]*/y);
  if (command !== '') return /^new-object\b/i.test(command) ? new Map() : unknownValue('command');
  let value = readValue(cursor, variables, depth);
  for (;;) {
    skipBlanks(cursor);
    const operator = takeMatch(cursor, /\+|-[A-Za-z]+\b|[.[*/%]/y);
    if (operator === '') return value;
    skipBlanks(cursor);
    const next = readValue(cursor, variables, depth);
    value =
      operator === '+' && typeof value === 'string' && typeof next === 'string'
        ? value + next
        : unknownValue('expression');
  }
}

/** Reads one argument. A word without quotes ends at a blank. */
export function readValue(
  cursor: ScriptCursor,
  variables: PowerShellVariables,
  depth = 0,
): PowerShellValue {
  if (depth > IMPORT_DEPTH_AT_MOST) {
    throw importRefused('import-too-deep');
  }
  takeMatch(cursor, /(?:\[[\w.]+\])+/y);
  const { script } = cursor;
  if (script.startsWith('@{', cursor.at)) return readHashTable(cursor, variables, depth);
  const literal = takeMatch(cursor, /@'\n(?:[\s\S]*?\n'@|[\s\S]*)/y);
  if (literal !== '') return literal.slice(3, -3);
  if (script.startsWith('@"\n', cursor.at)) {
    cursor.at += 3;
    return readExpandable(cursor, variables, '\n"@');
  }
  if (script[cursor.at] === '"') {
    cursor.at += 1;
    return readExpandable(cursor, variables, '"');
  }
  const single = takeMatch(cursor, /'(?:[^']|'')*'?/y);
  if (single !== '')
    return single.slice(1, single.endsWith("'") ? -1 : undefined).replaceAll("''", "'");
  if (script[cursor.at] === '(' || script.startsWith('$(', cursor.at)) {
    skipBrackets(cursor);
    return unknownValue('expression');
  }
  const variable = takeMatch(cursor, VARIABLE);
  if (variable === '') return takeMatch(cursor, /[^\s;|(){}'"`,&=+]+/y);
  const name = nameOf(variable);
  return variables.get(name.toLowerCase()) ?? unknownValue(name);
}

const VARIABLE = /\$(?:(?:[A-Za-z]+:)?\w+|\{[^}]*\}|[$?^])/y;

function nameOf(variable: string): string {
  return variable
    .replace(/^\$\{?/, '')
    .replace(/\}$/, '')
    .replace(/^env:/i, '');
}

/** Reads a text in double quotes to its end, from behind its beginning. */
function readExpandable(
  cursor: ScriptCursor,
  variables: PowerShellVariables,
  end: '"' | '\n"@',
): string {
  const { script } = cursor;
  let text = '';
  for (;;) {
    if (end === '"' && script.startsWith('""', cursor.at)) {
      text += '"';
      cursor.at += 2;
    } else if (cursor.at >= script.length || script.startsWith(end, cursor.at)) {
      cursor.at += end.length;
      return text;
    } else if (script[cursor.at] === '`') {
      text += readEscape(cursor);
    } else if (script[cursor.at] === '$') {
      text += readExpansion(cursor, variables);
    } else {
      text += script[cursor.at];
      cursor.at += 1;
    }
  }
}

const ESCAPES: Readonly<Record<string, string>> = {
  0: '\0',
  a: '\x07',
  b: '\b',
  e: '\x1B',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

function readEscape(cursor: ScriptCursor): string {
  const point = takeMatch(cursor, /`u\{[0-9A-Fa-f]{1,6}\}/y);
  if (point !== '') return characterOf(Number.parseInt(point.slice(3, -1), 16));
  const escaped = cursor.script[cursor.at + 1] ?? '';
  cursor.at += 2;
  return ESCAPES[escaped] ?? escaped;
}

/** Chromium writes `$([char]8217)` for a character beyond ASCII. */
function readExpansion(cursor: ScriptCursor, variables: PowerShellVariables): string {
  const character = takeMatch(cursor, /\$\(\[char\](?:\d{1,7}|0x[0-9A-Fa-f]{1,6})\)/iy);
  if (character !== '') return characterOf(Number(character.slice(8, -1)));
  if (cursor.script.startsWith('$(', cursor.at)) {
    skipBrackets(cursor);
    return unknownValue('expression');
  }
  const variable = takeMatch(cursor, VARIABLE);
  if (variable === '') {
    cursor.at += 1;
    return '$';
  }
  const value = variables.get(nameOf(variable).toLowerCase());
  return typeof value === 'string' ? value : unknownValue(nameOf(variable));
}

function characterOf(point: number): string {
  return point > 0x10ffff ? '\uFFFD' : String.fromCodePoint(point);
}

function readHashTable(
  cursor: ScriptCursor,
  variables: PowerShellVariables,
  depth: number,
): PowerShellValue {
  const entries = new Map<string, PowerShellEntry>();
  cursor.at += 2;
  while (cursor.at < cursor.script.length) {
    skipBlanks(cursor);
    if (takeMatch(cursor, /\}/y) !== '') break;
    if (takeMatch(cursor, /[\n;]/y) !== '') continue;
    const key = readValue(cursor, variables, depth + 1);
    skipBlanks(cursor);
    if (takeMatch(cursor, /=/y) === '') {
      // No entry: one character less, so that the reader comes to an end.
      cursor.at += 1;
      continue;
    }
    takeMatch(cursor, /\s*/y);
    const value = readExpression(cursor, variables, depth + 1);
    if (typeof key === 'string') entries.set(key.toLowerCase(), { key, value });
  }
  return entries;
}

/** Skips `(…)` with the brackets and texts in it. */
export function skipBrackets(cursor: ScriptCursor): void {
  const { script } = cursor;
  let open = 0;
  while (cursor.at < script.length) {
    const next = script[cursor.at];
    if (next === "'") takeMatch(cursor, /'[^']*'?/y);
    else if (next === '"') takeMatch(cursor, /"(?:[^"`]|`[\s\S])*"?/y);
    else {
      cursor.at += 1;
      open += next === '(' ? 1 : next === ')' ? -1 : 0;
      if (open === 0 && next === ')') return;
    }
  }
}
