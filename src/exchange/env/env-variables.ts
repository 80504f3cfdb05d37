/**
 * The variables of a `.env` file, as dotenv reads them.
 *
 * Source: dotenv's README ("Rules of the parsing engine").
 */

/**
 * One assignment, from the start of a line. Its value is in quotes, over several lines if need be, or
 * ends with the line or at a `#`.
 */
const ASSIGNMENT =
  /[ \t]*(?:export[ \t]+)?([\w.-]+)(?:[ \t]*=|:[ \t])[ \t]*(?:'((?:\\'|[^'])*)'|"((?:\\"|[^"])*)"|`((?:\\`|[^`])*)`|([^#\n]*))[ \t]*(?:#[^\n]*)?(?:\n|$)/y;
const OTHER_LINE = /([^\n]*)(?:\n|$)/y;

export interface EnvFile {
  /** The last value of each name. */
  readonly variables: ReadonlyMap<string, string>;
  /** Whether every line is an assignment with `=`, a comment or empty. */
  readonly isPure: boolean;
}

/** @param readsOn - False: the first line that shows that the file is another one ends the reading. */
export function envFile(text: string, readsOn = true): EnvFile {
  const variables = new Map<string, string>();
  let isPure = true;
  for (let at = 0; at < text.length && (isPure || readsOn); ) {
    ASSIGNMENT.lastIndex = at;
    const assignment = ASSIGNMENT.exec(text);
    if (assignment) {
      const [name, value] = variableOf(assignment);
      variables.set(name, value);
      at = ASSIGNMENT.lastIndex;
      if (/^[ \t]*(?:export[ \t]+)?[\w.-]+:/.test(assignment[0])) isPure = false;
    } else {
      OTHER_LINE.lastIndex = at;
      const [whole = '', line = ''] = OTHER_LINE.exec(text) ?? [];
      if (!/^[ \t]*(?:#|$)/.test(line)) isPure = false;
      at += whole.length;
    }
  }
  return { variables, isPure };
}

/** Escaped line ends count in double quotes, and no other escape anywhere. */
function variableOf([, name = '', single, double, back, plain = '']: RegExpExecArray) {
  const lines = double?.replaceAll('\\n', '\n').replaceAll('\\r', '\r');
  return [name, single ?? lines ?? back ?? plain.trim()] as const;
}
