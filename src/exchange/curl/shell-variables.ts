/**
 * The variables whose values a script states by itself: `TOKEN=abc` or `export TOKEN=abc`, on a line of
 * their own. A script that may set them in any other way has no known variables from there on.
 */
import { hasUnknown } from './unknown';

/** A word of a command, its quotes removed. */
export interface ShellWord {
  readonly text: string;
  /** The number of characters at its start that stood outside quotes. */
  readonly bare: number;
}

/** They set variables, or run their commands never or several times. */
const OBSCURE: ReadonlySet<string> = new Set(
  '. case declare eval for function getopts if let local mapfile printf read readarray readonly select set shift source trap typeset unset until while'.split(
    ' ',
  ),
);

/** The longest text of a form. `A=$A$A` doubles a value with each line. */
export const VALUE_AT_MOST = 64 * 1024;

export interface ShellVariables {
  valueOf(name: string): string | undefined;
  /**
   * To be called with each command before the words of the next are read.
   *
   * @param isCertain - It runs exactly once, in the shell itself.
   */
  learn(command: readonly ShellWord[], isCertain: boolean): void;
}

export function shellVariables(): ShellVariables {
  const known = new Map<string, string>();
  let isObscure = false;
  return {
    valueOf: (name) => known.get(name),
    learn(command, isCertain) {
      const words = command[0]?.text === 'export' ? command.slice(1) : command;
      const assignments = words.map(assignmentOf);
      const other = assignments.indexOf(undefined);
      if (OBSCURE.has(command[0]?.text ?? '')) isObscure = true;
      if (isObscure) known.clear();
      // `NAME=x command` sets the variable for that command alone, and not for its words.
      if (isObscure || other !== -1) return;
      for (const assignment of assignments) {
        if (!assignment) continue;
        const { name, value } = assignment;
        if (isCertain && value !== undefined) known.set(name, value);
        else known.delete(name);
      }
    },
  };
}

/** Without a value: it is added to, or not known. */
function assignmentOf({ text, bare }: ShellWord): { name: string; value?: string } | undefined {
  const [start = '', name = '', plus] = /^([A-Za-z_]\w*)(\+?)=/.exec(text.slice(0, bare)) ?? [];
  if (start === '') return undefined;
  const value = text.slice(start.length);
  const isKnown = plus !== '+' && value.length <= VALUE_AT_MOST && !hasUnknown(value);
  return isKnown ? { name, value } : { name };
}
