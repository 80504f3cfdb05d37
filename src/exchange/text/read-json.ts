/** Reads JSON of a foreign file into a tree without prototypes. */
import { IMPORT_DEPTH_AT_MOST } from '../../domain/imported';
import { importRefused } from '../import-refused';
import type { Tree } from './tree';

/**
 * @returns undefined if the text is no JSON, or a mere scalar.
 * @throws AppError `import-refused` with `import-too-deep`.
 */
export function readJson(text: string): Tree | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  refuseDepth(text);
  try {
    return withoutPrototypes(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Before parsing: a parser allocates each level, and a walk over too many levels overflows the stack. */
function refuseDepth(text: string): void {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = endOfString(text, at);
    } else if (code === OPEN_LIST || code === OPEN_MAP) {
      depth += 1;
      if (depth > IMPORT_DEPTH_AT_MOST) throw importRefused('import-too-deep');
    } else if (code === CLOSE_LIST || code === CLOSE_MAP) {
      depth -= 1;
    }
  }
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_MAP = 0x7b;
const CLOSE_MAP = 0x7d;

/**
 * @param start - The position of the first quote.
 * @returns the position of the last one; the length of the text if there is none.
 */
export function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at += 1;
    else if (code === QUOTE) return at;
  }
  return text.length;
}

function withoutPrototypes(json: unknown): Tree {
  if (typeof json !== 'object' || json === null) {
    // Cast: JSON has no other scalars.
    return json as Tree;
  }
  if (Array.isArray(json)) return json.map(withoutPrototypes);
  const map: { [key: string]: Tree } = Object.create(null);
  for (const [key, value] of Object.entries(json)) map[key] = withoutPrototypes(value);
  return map;
}
