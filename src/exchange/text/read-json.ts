/** Reads JSON of a foreign file into a tree without prototypes. */
import type { Tree } from './source-tree';

export function readJson(text: string): Tree | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
