/** Reads JSON with comments and trailing commas, as in VS Code's settings. */
import { endOfString } from '../text/end-of-string';
import { readJson } from '../text/read-json';
import type { Tree } from '../text/tree';

/**
 * @returns undefined if the text is no such JSON.
 * @throws AppError `import-refused` with `import-too-deep`.
 */
export function readJsonWithComments(text: string): Tree | undefined {
  return readJson(withoutTrailingCommas(tokensOf(text)));
}

/** Strings with their quotes, marks, and the text between them; comments are left out. */
function tokensOf(text: string): readonly string[] {
  const tokens: string[] = [];
  for (let at = 0; at < text.length; ) {
    const end = endOfToken(text, at);
    const token = text.slice(at, end);
    if (!token.startsWith('//') && !token.startsWith('/*')) tokens.push(token);
    at = end;
  }
  return tokens;
}

function endOfToken(text: string, start: number): number {
  if (text[start] === '"') return Math.min(endOfString(text, start) + 1, text.length);
  if (text.startsWith('//', start)) return endAt(text.indexOf('\n', start), text);
  if (text.startsWith('/*', start)) {
    const end = text.indexOf('*/', start + 2);
    return end < 0 ? text.length : end + 2;
  }
  MARK.lastIndex = start + 1;
  return isMark(text, start) ? start + 1 : (MARK.exec(text)?.index ?? text.length);
}

const MARK = /["/,}\]]/g;

function isMark(text: string, index: number): boolean {
  return '/,}]'.includes(text[index] ?? '');
}

function endAt(index: number, text: string): number {
  return index < 0 ? text.length : index;
}

function withoutTrailingCommas(tokens: readonly string[]): string {
  const kept: string[] = [];
  let comma = -1;
  for (const token of tokens) {
    if ((token === '}' || token === ']') && comma >= 0) kept[comma] = '';
    if (token === ',') comma = kept.length;
    else if (token.trim() !== '') comma = -1;
    kept.push(token);
  }
  return kept.join('');
}
