/** One file of the user, parsed when a format first asks: as JSON, as YAML, or as text. */
import type { SourceFile } from '../../domain/imported';
import { readJson } from './read-json';
import { readYaml } from './read-yaml';
import type { Tree } from './tree';

export interface SourceTree extends SourceFile {
  /** Without a byte order mark, with `\n` as line ends. */
  readonly text: string;
  /**
   * Undefined: the text is no JSON.
   *
   * @throws AppError `import-refused` with `import-too-deep`.
   */
  json(): Tree | undefined;
  /** The same for YAML 1.2, all scalars as text. Undefined too if the text is a mere scalar. */
  yaml(): Tree | undefined;
}

export function sourceTree({ name, text: raw }: SourceFile): SourceTree {
  const text = raw.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  return { name, text, json: once(() => readJson(text)), yaml: once(() => readYaml(text)) };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
