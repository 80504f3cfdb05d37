/**
 * Bruno: a folder of .bru files with its environments, and its export as one JSON file.
 *
 * Source: docs.usebruno.com, "Bru lang"; the app's order of variables and of inherited auth.
 */
import { collectionFolders } from '../collection/file-folders';
import { type CollectionSource, readEach } from '../collection/read-each';
import type { Format } from '../format';
import type { SourceTree } from '../text/source-tree';
import { asMap } from '../text/tree';
import { collectionOfFolder, isBru, isTopFile } from './bru-folder';
import { collectionOfJson, isBrunoJson, isConfiguration } from './bruno-json';

export const bruno: Format = {
  id: 'bruno',

  recognises: (file) => isBru(file) || isExport(file) || isConfiguration(file.json()),

  async read(files, reading) {
    const sources: CollectionSource[] = files
      .filter(isExport)
      .map((file) => collectionOfJson(asMap(file.json())));
    const inFolders = files.filter((file) => !isExport(file));
    for (const folder of collectionFolders(inFolders, isTopFile)) {
      sources.push(await collectionOfFolder(folder, reading));
    }
    return readEach(sources, reading);
  },
};

function isExport(file: SourceTree): boolean {
  return isBrunoJson(file.json());
}
