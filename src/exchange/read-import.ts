/** Reads files of any known format, within bounds. */
import { AppError, type FieldProblem } from '../domain/errors';
import {
  IMPORT_BYTES_AT_MOST,
  IMPORT_ENTRIES_AT_MOST,
  type Imported,
  type SourceFile,
} from '../domain/imported';
import type { Format, Reading } from './format';
import { formats } from './formats';
import { type SourceTree, sourceTree } from './text/source-tree';

export interface ImportOptions {
  readonly signal?: AbortSignal;
  /** In bytes of text, or entries: only their ratio means something. */
  onProgress?(done: number, total: number): void;
}

/**
 * @throws AppError `import-refused` with the problem `import-too-large`, `import-too-deep`,
 * `import-too-many`, `import-unreadable` or `import-format-unknown`; the signal's reason once aborted.
 */
export async function readImport(
  files: readonly SourceFile[],
  options: ImportOptions = {},
): Promise<Imported> {
  if (files.reduce((sum, { text }) => sum + text.length, 0) > IMPORT_BYTES_AT_MOST) {
    throw refused('import-too-large');
  }
  const trees = files.map(sourceTree);
  const groups = byFormat(trees);
  const [first] = groups;
  if (!first) throw refused('import-format-unknown');
  const reading = readingOf(options, files.length);
  const read = [];
  for (const [format, own] of groups) {
    read.push({ format: format.id, ...(await format.read(own, reading)) });
  }
  const most = read.toSorted((a, b) => b.profiles.length - a.profiles.length)[0];
  return {
    format: most?.format ?? first[0].id,
    profiles: read.flatMap(({ profiles }) => profiles),
    remarks: read.flatMap(({ remarks }) => remarks),
  };
}

function byFormat(trees: readonly SourceTree[]): (readonly [Format, readonly SourceTree[]])[] {
  const formatOf = (tree: SourceTree) => formats.find((format) => format.recognises(tree));
  const known = trees.map((tree) => [formatOf(tree), tree] as const);
  return formats.flatMap((format) => {
    const own = known.flatMap(([each, tree]) => (each === format ? [tree] : []));
    return own.length > 0 ? [[format, own] as const] : [];
  });
}

function readingOf({ signal, onProgress }: ImportOptions, total: number): Reading {
  let entries = 0;
  return {
    entry() {
      signal?.throwIfAborted();
      entries += 1;
      if (entries > IMPORT_ENTRIES_AT_MOST) throw refused('import-too-many');
    },
    async pause() {
      onProgress?.(Math.min(entries, total), total);
      await new Promise((resolve) => setTimeout(resolve));
      signal?.throwIfAborted();
    },
  };
}

function refused(problem: FieldProblem): AppError {
  return new AppError('import-refused', problem, { problem });
}
