/** A place in a text that is read from left to right. */

export interface Cursor {
  readonly text: string;
  at: number;
  /** Patterns without a match from here on: many unclosed openings must not each search the whole file. */
  readonly missing: Set<string>;
}

/** Moves past the pattern if it stands here. @param pattern - Sticky. */
export function taken(cursor: Cursor, pattern: RegExp): string | undefined {
  pattern.lastIndex = cursor.at;
  const [match] = pattern.exec(cursor.text) ?? [];
  if (match !== undefined) cursor.at += match.length;
  return match;
}

/** The next match, here or later. Does not move. @param pattern - Global. */
export function find(
  cursor: Cursor,
  pattern: RegExp,
  from = cursor.at,
): { readonly start: number; readonly end: number } | undefined {
  if (cursor.missing.has(pattern.source)) return undefined;
  pattern.lastIndex = from;
  const match = pattern.exec(cursor.text);
  if (match) return { start: match.index, end: match.index + match[0].length };
  cursor.missing.add(pattern.source);
  return undefined;
}
