/** The folders of a collection that is many files, from the paths that are their names. */
import { IMPORT_DEPTH_AT_MOST } from '../../domain/imported';
import { importRefused } from '../import-refused';
import type { SourceTree } from '../text/source-tree';

export interface FileFolder {
  /** Without its path; '' for files without a folder. */
  readonly name: string;
  readonly files: readonly SourceTree[];
  readonly folders: readonly FileFolder[];
}

/**
 * One folder for each collection: those with a file that only the top of a collection has, and the
 * rest of the files together.
 *
 * @param isTop - By the file's own name.
 * @throws AppError `import-refused` with `import-too-deep`.
 */
export function collectionFolders(
  files: readonly SourceTree[],
  isTop: (fileName: string) => boolean,
): readonly FileFolder[] {
  const found: FileFolder[] = [];
  const rest = withoutCollections(folderOf(files), isTop, found);
  return hasFiles(rest) ? [...found, topOf(rest)] : found;
}

/** The part of a file's name behind the last slash. */
export function fileNameOf({ name }: Pick<SourceTree, 'name'>): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

/** The files of the folder, and of all folders in it. */
export function filesIn({ files, folders }: FileFolder): readonly SourceTree[] {
  return [...files, ...folders.flatMap(filesIn)];
}

interface Growing {
  readonly name: string;
  readonly files: SourceTree[];
  readonly folders: Map<string, Growing>;
}

function folderOf(files: readonly SourceTree[]): FileFolder {
  const top: Growing = { name: '', files: [], folders: new Map() };
  for (const file of files) {
    let folder = top;
    const path = file.name.split('/').slice(0, -1);
    const names = path.filter((name) => name !== '' && name !== '.');
    if (names.length > IMPORT_DEPTH_AT_MOST) throw importRefused('import-too-deep');
    for (const name of names) {
      const inner = folder.folders.get(name) ?? { name, files: [], folders: new Map() };
      folder.folders.set(name, inner);
      folder = inner;
    }
    folder.files.push(file);
  }
  return grown(top);
}

function grown({ name, files, folders }: Growing): FileFolder {
  return { name, files, folders: [...folders.values()].map(grown) };
}

function withoutCollections(
  folder: FileFolder,
  isTop: (fileName: string) => boolean,
  found: FileFolder[],
): FileFolder {
  const folders = folder.folders.map((inner) => withoutCollections(inner, isTop, found));
  const rest = { ...folder, folders };
  if (!folder.files.some((file) => isTop(fileNameOf(file)))) return rest;
  found.push(rest);
  return { name: folder.name, files: [], folders: [] };
}

/** The innermost folder that holds all files. */
function topOf(folder: FileFolder): FileFolder {
  const [inner, second] = folder.folders.filter(hasFiles);
  return inner && !second && folder.files.length === 0 ? topOf(inner) : folder;
}

function hasFiles({ files, folders }: FileFolder): boolean {
  return files.length > 0 || folders.some(hasFiles);
}
