/**
 * Walks through a PowerShell script and keeps the variables that it sets itself, to the first loop or
 * function. It runs nothing.
 *
 * Source: Microsoft, "about_Assignment_Operators", "about_Hash_Tables"; the scripts that Postman and
 * Chromium write.
 */
import {
  type PowerShellEntry,
  type PowerShellValue,
  readExpression,
  skipBlanks,
  skipBrackets,
} from './powershell-values';
import { type ScriptCursor, takeMatch } from './script-cursor';
import { VALUE_AT_MOST } from './shell-variables';

export interface PowerShellScript extends ScriptCursor {
  readonly variables: Map<string, PowerShellValue>;
  /** The number of open blocks. A block may never run. */
  blocks: number;
  /** A loop or a function may set any variable at any time. */
  isObscure: boolean;
  hasCookies: boolean;
}

export function powershellScript(script: string): PowerShellScript {
  return { script, at: 0, variables: new Map(), blocks: 0, isObscure: false, hasCookies: false };
}

/** @param readCommand - Reads a command if one stands at the cursor, and says whether it did. */
export function walkScript(script: PowerShellScript, readCommand: () => boolean): void {
  while (script.at < script.script.length) {
    const start = script.at;
    readStatement(script, readCommand);
    // A character that begins no statement.
    if (script.at === start) script.at += 1;
  }
}

const LOOP = /(?:do|filter|for|foreach|function|param|switch|while)(?![\w-])/iy;
const ADDITION = /\$(?:\w+:)?\w+\.Add\(/iy;
const TARGET = /\$(?:\w+:)?\w+(?:\.\w+|\[(?:"[^"$`\n]*"|'[^'\n]*')\])?[ \t]*\+?=(?!=)/iy;

function readStatement(script: PowerShellScript, readCommand: () => boolean): void {
  skipBlanks(script);
  const bracket = takeMatch(script, /[{}]/y);
  if (bracket !== '') script.blocks = Math.max(0, script.blocks + (bracket === '{' ? 1 : -1));
  else if (takeMatch(script, LOOP) !== '') {
    script.isObscure = true;
    script.variables.clear();
  } else if (takeMatch(script, /\$\w+\.Cookies\.Add(?=\()/iy) !== '') {
    script.hasCookies = true;
    skipBrackets(script);
  } else if (!readAddition(script)) {
    const target = takeMatch(script, TARGET);
    if (target !== '') takeMatch(script, /\s*/y);
    if (readCommand()) return;
    if (target === '') takeMatch(script, /[^\s;|{}'"]+|'[^']*'?|"(?:[^"`]|`[\s\S])*"?/y);
    else assign(script, target, readExpression(script, script.variables));
  }
}

/** `$headers.Add("name", "value")`. */
function readAddition(script: PowerShellScript): boolean {
  const addition = takeMatch(script, ADDITION);
  if (addition === '') return false;
  const key = readItem(script);
  takeMatch(script, /,/y);
  const value = readItem(script);
  if (typeof key === 'string') setEntry(script, nameIn(addition), { key, value });
  return true;
}

function readItem(script: PowerShellScript): PowerShellValue {
  skipBlanks(script);
  const value = readExpression(script, script.variables);
  skipBlanks(script);
  return value;
}

/** @param target - `$name =`, `$name += `, `$name.key =` or `$name["key"] =`. */
function assign(script: PowerShellScript, target: string, value: PowerShellValue): void {
  const name = nameIn(target);
  const [, key = ''] = /(?:\.|\[["'])([^"'\]]*?)(?:["']\])?[ \t]*\+?=$/.exec(target) ?? [];
  if (key !== '') setEntry(script, name, { key, value });
  else if (target.endsWith('+=') || isUncertain(script, value)) script.variables.delete(name);
  else script.variables.set(name, value);
}

/** Each entry copies the table: others may hold it. */
const ENTRIES_AT_MOST = 1000;

function setEntry(script: PowerShellScript, name: string, entry: PowerShellEntry): void {
  const table = script.variables.get(name);
  if (typeof table !== 'object') return;
  if (isUncertain(script, entry.value) || table.size >= ENTRIES_AT_MOST) {
    script.variables.delete(name);
  } else script.variables.set(name, new Map([...table, [entry.key.toLowerCase(), entry]]));
}

/** So is a longer value than a form takes: `$a = "$a$a"` doubles it with each line. */
function isUncertain({ blocks, isObscure }: PowerShellScript, value: PowerShellValue): boolean {
  return blocks > 0 || isObscure || (typeof value === 'string' && value.length > VALUE_AT_MOST);
}

function nameIn(target: string): string {
  const [, name = ''] = /^\$(?:\w+:)?(\w+)/.exec(target) ?? [];
  return name.toLowerCase();
}
