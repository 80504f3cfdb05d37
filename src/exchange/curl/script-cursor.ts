/** The position of a reader in a script, and the reads that all scripts share. */

export interface ScriptCursor {
  readonly script: string;
  at: number;
}

/** @param skipped - The number of characters before the text. */
export function readTo(cursor: ScriptCursor, end: string, skipped: number): string {
  const start = cursor.at + skipped;
  const found = cursor.script.indexOf(end, start);
  const stop = found === -1 ? cursor.script.length : found;
  cursor.at = stop + 1;
  return cursor.script.slice(start, stop);
}

/** Like `readTo`, but a character after a backslash does not end the text. */
export function readEscapedTo(cursor: ScriptCursor, end: string, skipped: number): string {
  const start = cursor.at + skipped;
  let stop = start;
  while (stop < cursor.script.length && cursor.script[stop] !== end) {
    stop += cursor.script[stop] === '\\' ? 2 : 1;
  }
  cursor.at = stop + 1;
  return cursor.script.slice(start, stop);
}

export function lineEnd({ script, at }: ScriptCursor): number {
  const end = script.indexOf('\n', at);
  return end === -1 ? script.length : end;
}

/** @param sticky - A pattern with the flag `y`. @returns '' if the script does not go on like this. */
export function takeMatch(cursor: ScriptCursor, sticky: RegExp): string {
  sticky.lastIndex = cursor.at;
  const [taken = ''] = sticky.exec(cursor.script) ?? [];
  cursor.at += taken.length;
  return taken;
}
