/** Reads files of any known format, within bounds. */
import { AppError } from '../domain/errors';
import { IMPORT_BYTES_AT_MOST, type Imported, type SourceFile } from '../domain/imported';
import type { Format, Reading } from './format';
import { formats } from './formats';
import { importRefused } from './import-refused';
import { type ImportOptions, readingOf } from './reading';
import { type SourceTree, sourceTree } from './text/source-tree';

/**
 * @throws AppError `import-refused` with the problem `import-too-large`, `import-too-deep`,
 * `import-too-many`, `import-unreadable` or `import-format-unknown`; the signal's reason once aborted.
 */
export async function readImport(
  files: readonly SourceFile[],
  options: ImportOptions = {},
): Promise<Imported> {
  try {
    return await readWithin(files, options);
  } catch (error) {
    throw asRefusal(error);
  }
}

/**
 * An engine has bounds of its own for its stack, texts, lists and regular expressions, beyond those of
 * an import. Firefox calls its error `InternalError`.
 */
function asRefusal(error: unknown): unknown {
  if (!(error instanceof RangeError || (error instanceof Error && error.name === 'InternalError')))
    return error;
  // Without cause: a message may quote the text.
  return importRefused(
    /call stack|recursion/i.test(error.message) ? 'import-too-deep' : 'import-too-large',
  );
}

async function readWithin(files: readonly SourceFile[], options: ImportOptions): Promise<Imported> {
  refuseSize(files);
  const reading = readingOf(options, lengthOf(files));
  const groups = await byFormat(files.map(sourceTree), reading);
  const [first] = groups;
  if (!first) throw importRefused('import-format-unknown');
  const read = [];
  for (const { format, own } of groups) {
    reading.begin(lengthOf(own));
    read.push({ format: format.id, ...(await format.read(own, reading)) });
    reading.end();
  }
  const most = read.toSorted((a, b) => b.profiles.length - a.profiles.length)[0];
  return {
    format: most?.format ?? first.format.id,
    profiles: read.flatMap(({ profiles }) => profiles),
    remarks: read.flatMap(({ remarks }) => remarks),
  };
}

/** Counts the bytes of UTF-8 only if the number of characters leaves it open. */
function refuseSize(files: readonly SourceFile[]): void {
  const length = lengthOf(files);
  if (length * 3 <= IMPORT_BYTES_AT_MOST) return;
  const isTooLarge =
    length > IMPORT_BYTES_AT_MOST ||
    files.reduce((sum, { text }) => sum + bytesOf(text), 0) > IMPORT_BYTES_AT_MOST;
  if (isTooLarge) throw importRefused('import-too-large');
}

function bytesOf(text: string): number {
  let bytes = text.length;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 0x80) bytes += code >= 0x800 && (code < 0xd800 || code > 0xdfff) ? 2 : 1;
  }
  return bytes;
}

function lengthOf(files: readonly SourceFile[]): number {
  return files.reduce((sum, { text }) => sum + text.length, 0);
}

interface Group {
  readonly format: Format;
  readonly own: readonly SourceTree[];
}

/** Files that no format knows are left out beside others that one knows, as in a folder. */
async function byFormat(trees: readonly SourceTree[], reading: Reading): Promise<readonly Group[]> {
  const known = new Map<Format, SourceTree[]>();
  let firstRefusal: unknown;
  for (const tree of trees) {
    await reading.pause();
    const { format, error } = formatOf(tree);
    const own = format && known.get(format);
    if (own) own.push(tree);
    else if (format) known.set(format, [tree]);
    if (format) continue;
    const refusal = error ?? (isUnreadable(tree) ? importRefused('import-unreadable') : undefined);
    // A damaged file that was chosen by itself may be the half of another one.
    if (refusal && !tree.name.includes('/')) throw refusal;
    firstRefusal ??= refusal;
  }
  if (known.size === 0 && firstRefusal) throw firstRefusal;
  return formats.flatMap((format) => {
    const own = known.get(format);
    return own ? [{ format, own }] : [];
  });
}

/** A format whose turn comes first may fail to parse what is in no syntax of its own. */
function formatOf(tree: SourceTree): { readonly format?: Format; readonly error?: unknown } {
  let error: unknown;
  for (const format of formats) {
    try {
      if (format.recognises(tree)) return { format };
    } catch (caught) {
      if (!(caught instanceof AppError)) throw caught;
      error ??= caught;
    }
  }
  return { error };
}

function isUnreadable(tree: SourceTree): boolean {
  if (/\.ya?ml$/i.test(tree.name)) return tree.yaml() === undefined;
  const isJson = /\.(json|har)$/i.test(tree.name) || /^\s*[[{]/.test(tree.text);
  return isJson && tree.json() === undefined;
}
