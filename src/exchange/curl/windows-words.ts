/**
 * Splits a script for cmd.exe into commands, and each command into the arguments of its program. A
 * variable of the environment is `${NAME}`.
 *
 * Source: Microsoft, "cmd" (escape and quotation marks) and "Parsing C++ command-line arguments";
 * the commands that Chromium and Firefox copy.
 */
import { unknownValue } from './unknown';

export function windowsCommands(script: string): readonly (readonly string[])[] {
  return commandLines(script)
    .map(argumentsOf)
    .filter((words) => words.length > 0);
}

/** The lines as cmd.exe hands them on: without its carets, cut at its operators. */
function commandLines(script: string): readonly string[] {
  const lines: string[] = [];
  let line = '';
  let isQuoted = false;
  for (let at = 0; at < script.length; at += 1) {
    const next = script[at] ?? '';
    if (next === '\n' || (!isQuoted && /[&|]/.test(next))) {
      lines.push(line);
      line = '';
      // cmd.exe ends a quotation with its line.
      isQuoted = false;
    } else if (next === '^' && !isQuoted) {
      at += 1;
      const escaped = script[at] ?? '';
      if (escaped !== '\n') line += escaped;
      else if (script[at + 1] === '\n') {
        at += 1;
        line += '\n';
      }
    } else if (!isQuoted && /[<>]/.test(next)) {
      const [redirection = ''] = /^[<>]+&?[ \t]*[^\s&|<>]*/.exec(script.slice(at, at + 512)) ?? [];
      at += redirection.length - 1;
    } else if (next === '%') {
      const name = variableAt(script, at);
      line += name === undefined ? next : unknownValue(name);
      at += name === undefined ? 0 : name.length + 1;
    } else {
      if (next === '"') isQuoted = !isQuoted;
      line += next;
    }
  }
  return [...lines, line];
}

/** `%C3%A9` is a letter of an address, not the variable `C3`. */
function variableAt(script: string, at: number): string | undefined {
  const [, name] = /^%([A-Za-z_]\w*)%/.exec(script.slice(at, at + 128)) ?? [];
  return name === undefined || /^[0-9A-Fa-f]{2}$/.test(name) ? undefined : name;
}

/** Splits a command line by the rules of the C runtime of Windows. */
function argumentsOf(line: string): readonly string[] {
  const found: string[] = [];
  let word: string | undefined;
  let isQuoted = false;
  for (let at = 0; at < line.length; at += 1) {
    const next = line[at] ?? '';
    if (!isQuoted && (next === ' ' || next === '\t')) {
      if (word !== undefined) found.push(word);
      word = undefined;
    } else if (next === '\\') {
      const [slashes = ''] = /^\\+/.exec(line.slice(at)) ?? [];
      const isBeforeQuote = line[at + slashes.length] === '"';
      const isEscape = isBeforeQuote && slashes.length % 2 === 1;
      word = `${word ?? ''}${isBeforeQuote ? slashes.slice(0, slashes.length >> 1) : slashes}${isEscape ? '"' : ''}`;
      at += slashes.length - (isEscape ? 0 : 1);
    } else if (next === '"' && isQuoted && line[at + 1] === '"') {
      word += '"';
      at += 1;
    } else if (next === '"') {
      isQuoted = !isQuoted;
      word ??= '';
    } else {
      word = `${word ?? ''}${next}`;
    }
  }
  return word === undefined ? found : [...found, word];
}
