/**
 * OpenCollection: the YAML files of a folder, or all in one file.
 *
 * Source: schema.opencollection.com 1.0.0, and the files that Bruno 3 writes.
 */
import type { Remark } from '../../domain/imported';
import type { Folder } from '../collection/collection';
import { weakened } from '../collection/collection';
import {
  collectionFolders,
  type FileFolder,
  fileNameOf,
  filesIn,
} from '../collection/file-folders';
import { type CollectionSource, readEach } from '../collection/read-each';
import type { Format } from '../format';
import type { SourceTree } from '../text/source-tree';
import type { TreeMap } from '../text/tree';
import { asList, asMap, asText } from '../text/tree';
import {
  environmentOf,
  folderOf,
  isEnvironment,
  isFolder,
  isRequest,
  nameOf,
  requestOf,
} from './items';

export const opencollection: Format = {
  id: 'opencollection',

  recognises: (file) => {
    const tree = treeOf(file);
    return isTop(tree) || isRequest(tree) || isFolder(tree) || isEnvironment(tree);
  },

  read(files, reading) {
    const isTopFile = (name: string) => /^opencollection\.ya?ml$/.test(name);
    return readEach(collectionFolders(files, isTopFile).map(sourceOf), reading);
  },
};

/** Parsing YAML takes long: most files of other formats are left out before. */
const MAY_BE = /^(?:opencollection|info|variables)[ \t]*:/m;

function treeOf({ text, yaml }: SourceTree): TreeMap {
  return MAY_BE.test(text) ? asMap(yaml()) : {};
}

function isTop(tree: TreeMap): boolean {
  return asText(tree.opencollection) !== undefined;
}

function sourceOf(top: FileFolder): CollectionSource {
  const remarks: Remark[] = [];
  const own = top.files.map(treeOf).find(isTop) ?? {};
  const name = nameOf(own, top.name);
  const folder = folderOfFiles(top, own, [name], remarks);
  const inside = [...asList(asMap(own.config).environments), ...asList(own.environments)];
  const beside = filesIn(top).map(treeOf).filter(isEnvironment);
  return {
    collection: { ...weakened(folder), syntax: 'mustache' },
    environments: [...inside.map(asMap), ...beside].map(environmentOf),
    remarks,
  };
}

/** @param own - What the folder says of itself, with items of its own if all is in one file. */
function folderOfFiles(
  { files, folders }: FileFolder,
  own: TreeMap,
  path: readonly string[],
  remarks: Remark[],
): Folder {
  const folder = folderOf(own, path, remarks);
  const requests = files.flatMap((file) => {
    const tree = treeOf(file);
    if (!isRequest(tree)) return [];
    return [requestOf(tree, path, remarks, fileNameOf(file).replace(/\.ya?ml$/, ''))];
  });
  const inner = folders.map((each) => {
    const tree = each.files.map(treeOf).find(isFolder) ?? {};
    return folderOfFiles(each, tree, [...path, nameOf(tree, each.name)], remarks);
  });
  return {
    ...folder,
    requests: [...folder.requests, ...requests],
    folders: [...folder.folders, ...inner],
  };
}
