/** Lists the files that the user has chosen or dropped, those in folders too. */
import type { ChosenSource } from '../../domain/import-work';

/** Folders that hold no exports, and often more files than everything else. */
const LEFT_OUT = new Set(['.git', 'node_modules', '__MACOSX']);

/** @param files - Of a file field. A folder's field names each file with its path. */
export function sourcesOf(files: Iterable<File>): readonly ChosenSource[] {
  return [...files].flatMap((file) => sourceOf(file.webkitRelativePath || file.name, file));
}

/**
 * Call it in the tick of the drop: the browser empties the list afterwards.
 *
 * @returns dropped text too, with the name ''.
 */
export async function sourcesDropped(dropped: DataTransfer): Promise<readonly ChosenSource[]> {
  const entries = [...dropped.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  const text = dropped.getData('text/plain');
  if (entries.length === 0) {
    const files = sourcesOf(dropped.files);
    return files.length > 0 || text === '' ? files : [{ name: '', text }];
  }
  return (await Promise.all(entries.map(filesIn))).flat();
}

async function filesIn(entry: FileSystemEntry): Promise<readonly ChosenSource[]> {
  const path = entry.fullPath.replace(/^\//, '');
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    return sourceOf(path, file);
  }
  if (!isFolder(entry) || LEFT_OUT.has(entry.name)) return [];
  const reader = entry.createReader();
  const inside: FileSystemEntry[] = [];
  // The browser gives them in portions, and an empty one at the end.
  for (;;) {
    const portion = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (portion.length === 0) break;
    inside.push(...portion);
  }
  return (await Promise.all(inside.map(filesIn))).flat();
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

function sourceOf(name: string, file: File): readonly ChosenSource[] {
  return name.split('/').some((part) => LEFT_OUT.has(part)) ? [] : [{ name, file }];
}
