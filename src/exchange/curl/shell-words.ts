/**
 * Splits a script for bash into commands and their words. It runs nothing: a value that only running
 * would tell is `${NAME}`.
 *
 * Source: POSIX.1-2024, Shell Command Language §2.2 (quoting), §2.3 (token recognition), §2.7
 * (redirection).
 */
import { IMPORT_DEPTH_AT_MOST, IMPORT_ENTRIES_AT_MOST } from '../../domain/imported';
import { importRefused } from '../import-refused';
import { ansiC } from './ansi-c';
import { lineEnd, readEscapedTo, readTo, type ScriptCursor, takeMatch } from './script-cursor';
import { type ShellVariables, type ShellWord, shellVariables } from './shell-variables';
import { unknownValue } from './unknown';

interface Cursor extends ScriptCursor {
  readonly commands: (readonly string[])[];
  readonly variables: ShellVariables;
  /** The last lines of the here-documents that begin on the next line. */
  readonly hereDocuments: { readonly end: string; readonly isIndented: boolean }[];
}

/**
 * @returns the words of each command, those inside `( )` and `$( )` too.
 * @throws AppError `import-refused` with `import-too-deep` or `import-too-many`.
 */
export function shellCommands(script: string): readonly (readonly string[])[] {
  const cursor: Cursor = {
    script,
    at: 0,
    commands: [],
    variables: shellVariables(),
    hereDocuments: [],
  };
  while (cursor.at < script.length) {
    readCommands(cursor, 0);
    // A bracket that closes nothing: `a)` of a `case`.
    cursor.at += 1;
  }
  return cursor.commands;
}

/** Reads up to the closing bracket, which it leaves, or to the end. */
function readCommands(cursor: Cursor, depth: number): void {
  if (depth > IMPORT_DEPTH_AT_MOST) {
    throw importRefused('import-too-deep');
  }
  let words: ShellWord[] = [];
  let before = ';';
  const endCommand = (after: string) => {
    const isCertain = depth === 0 && isSequence(before) && isSequence(after);
    cursor.variables.learn(words, isCertain);
    if (words.length > 0) cursor.commands.push(words.map(({ text }) => text));
    if (cursor.commands.length > IMPORT_ENTRIES_AT_MOST) {
      throw importRefused('import-too-many');
    }
    words = [];
    before = after;
  };
  for (;;) {
    const rest = tokenStart(cursor);
    if (rest === '' || rest === ')') {
      endCommand(rest === '' ? ';' : rest);
      return;
    }
    if (rest === '(') {
      endCommand(rest);
      readNested(cursor, depth);
    } else if (rest === '<' || rest === '>' || rest === '&>') {
      const word = readRedirection(cursor, depth);
      if (word) words.push(word);
    } else if (OPERATOR_START.has(rest)) {
      endCommand(readOperator(cursor));
    } else {
      const word = readWord(cursor, depth);
      if (!isDescriptor(word, cursor)) words.push(word);
    }
  }
}

function isSequence(operator: string): boolean {
  return operator === ';' || operator === '\n';
}

/** Skips blanks, line continuations and comments. */
function tokenStart(cursor: Cursor): string {
  const { script } = cursor;
  for (;;) {
    if (script[cursor.at] === ' ' || script[cursor.at] === '\t') cursor.at += 1;
    else if (script.startsWith('\\\n', cursor.at)) cursor.at += 2;
    else if (script[cursor.at] === '#') cursor.at = lineEnd(cursor);
    else break;
  }
  return script.startsWith('&>', cursor.at) ? '&>' : (script[cursor.at] ?? '');
}

const OPERATOR_START: ReadonlySet<string> = new Set(['\n', ';', '&', '|']);
const WORD_END: ReadonlySet<string> = new Set([...OPERATOR_START, ' ', '\t', '<', '>', '(', ')']);

function readOperator(cursor: Cursor): string {
  const [operator = ''] =
    /^(?:\n|;+|&&?|\|[|&]?)/.exec(cursor.script.slice(cursor.at, cursor.at + 8)) ?? [];
  cursor.at += operator.length;
  if (operator === '\n') skipHereDocuments(cursor);
  return operator;
}

function readNested(cursor: Cursor, depth: number): void {
  cursor.at += 1;
  readCommands(cursor, depth + 1);
  cursor.at += 1;
}

/** The `2` of `2>file`. */
function isDescriptor({ text, bare }: ShellWord, { script, at }: Cursor): boolean {
  return /[<>]/.test(script[at] ?? '') && bare === text.length && /^\d+$/.test(text);
}

/** @returns the word that `<(command)` stands for. */
function readRedirection(cursor: Cursor, depth: number): ShellWord | undefined {
  const { script } = cursor;
  const [operator = ''] =
    /^(?:<<<|<<-?|&>>?|[<>][>&|]?)/.exec(script.slice(cursor.at, cursor.at + 3)) ?? [];
  cursor.at += operator.length;
  if ((operator === '<' || operator === '>') && script[cursor.at] === '(') {
    readNested(cursor, depth);
    return { text: unknownValue('command'), bare: 0 };
  }
  tokenStart(cursor);
  const { text } = readWord(cursor, depth);
  if (operator === '<<' || operator === '<<-') {
    cursor.hereDocuments.push({ end: text, isIndented: operator === '<<-' });
  }
  return undefined;
}

function skipHereDocuments(cursor: Cursor): void {
  for (const { end, isIndented } of cursor.hereDocuments.splice(0)) {
    while (cursor.at < cursor.script.length) {
      const line = cursor.script.slice(cursor.at, lineEnd(cursor));
      cursor.at += line.length + 1;
      if ((isIndented ? line.replace(/^\t+/, '') : line) === end) break;
    }
  }
}

function readWord(cursor: Cursor, depth: number): ShellWord {
  const { script } = cursor;
  let text = '';
  let bare: number | undefined;
  for (;;) {
    const next = script[cursor.at];
    if (next === undefined || WORD_END.has(next)) return { text, bare: bare ?? text.length };
    const plain = takeMatch(cursor, /[^ \t\n;&|<>()\\'"$`]+/y);
    if (plain !== '') text += plain;
    else if (script.startsWith('\\\n', cursor.at)) {
      cursor.at += 2;
    } else {
      bare ??= text.length;
      text += readQuoted(cursor, depth);
    }
  }
}

function readQuoted(cursor: Cursor, depth: number): string {
  const { script } = cursor;
  switch (script[cursor.at]) {
    case '\\':
      cursor.at += 2;
      return script[cursor.at - 1] ?? '\\';
    case "'":
      return readTo(cursor, "'", 1);
    case '"':
      return readDoubleQuoted(cursor, depth);
    case '`':
      return readBackquoted(cursor);
    default:
      return readDollar(cursor, depth, false);
  }
}

function readBackquoted(cursor: Cursor): string {
  readEscapedTo(cursor, '`', 1);
  return unknownValue('command');
}

function readDoubleQuoted(cursor: Cursor, depth: number): string {
  const { script } = cursor;
  let text = '';
  cursor.at += 1;
  for (;;) {
    const next = script[cursor.at];
    if (next === undefined || next === '"') {
      cursor.at += 1;
      return text;
    }
    if (next === '$') text += readDollar(cursor, depth, true);
    else if (next === '`') text += readBackquoted(cursor);
    else if (next === '\\' && /["$`\\\n]/.test(script[cursor.at + 1] ?? '')) {
      text += script[cursor.at + 1] === '\n' ? '' : script[cursor.at + 1];
      cursor.at += 2;
    } else {
      text += next;
      cursor.at += 1;
      text += takeMatch(cursor, /[^"$`\\]+/y);
    }
  }
}

function readDollar(cursor: Cursor, depth: number, isQuoted: boolean): string {
  const { script, variables } = cursor;
  const next = script[cursor.at + 1] ?? '';
  if (!isQuoted && next === "'") return ansiC(readEscapedTo(cursor, "'", 2));
  if (!isQuoted && next === '"') {
    cursor.at += 1;
    return readDoubleQuoted(cursor, depth);
  }
  if (next === '(') {
    cursor.at += 1;
    readNested(cursor, depth);
    return unknownValue('command');
  }
  if (next === '{') return valueIn(readEscapedTo(cursor, '}', 2), variables, isQuoted);
  cursor.at += 1;
  const name = takeMatch(cursor, /[A-Za-z_]\w*|[0-9@*#?$!-]/y);
  return name === '' ? '$' : valueIn(name, variables, isQuoted);
}

/** Outside quotes the shell splits a value at its blanks, and takes `*` for names of files. */
function valueIn(expansion: string, variables: ShellVariables, isQuoted: boolean): string {
  const value = variables.valueOf(expansion);
  if (value !== undefined && (isQuoted || /^[^\s*?[\]\\]+$/.test(value))) return value;
  const [name = 'parameter'] = /\w+/.exec(expansion) ?? [];
  return unknownValue(name);
}
