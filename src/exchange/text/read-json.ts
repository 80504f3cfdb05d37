/** Reads JSON of a foreign file into a tree without prototypes, and with all digits of its numbers. */
import { IMPORT_DEPTH_AT_MOST } from '../../domain/imported';
import { importRefused } from '../import-refused';
import { endOfString, QUOTE } from './end-of-string';
import { withExactNumbers } from './exact-numbers';
import type { Tree } from './tree';

/**
 * @returns undefined if the text is no JSON, or a mere scalar.
 * @throws AppError `import-refused` with `import-too-deep`.
 */
export function readJson(text: string): Tree | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  refuseDepth(text);
  try {
    const json = JSON.parse(text);
    const exact = withExactNumbers(text);
    return withoutPrototypes(exact === text ? json : JSON.parse(exact));
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

const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_MAP = 0x7b;
const CLOSE_MAP = 0x7d;

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
