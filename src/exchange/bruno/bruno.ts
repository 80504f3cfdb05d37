/**
 * Bruno: a folder of .bru files with its environments, and its export as one JSON file.
 *
 * Source: docs.usebruno.com, "Bru lang"; the app's order of variables and of inherited auth.
 */
import { collectionFolders } from '../collection/file-folders';
import { readCollections } from '../collection/read-collections';
import type { Format, Read } from '../format';
import { asMap } from '../text/tree';
import { type BruCollection, collectionOfFolder, isBru, isTopFile } from './bru-folder';
import { collectionOfJson, isBrunoJson, isConfiguration } from './bruno-json';

export const bruno: Format = {
  id: 'bruno',

  recognises: (file) => isBru(file) || isBrunoJson(file.json()) || isConfiguration(file.json()),

  async read(files, reading) {
    const isExport = (file: (typeof files)[number]) => isBrunoJson(file.json());
    const collections: BruCollection[] = [];
    for (const file of files.filter(isExport)) {
      collections.push(collectionOfJson(asMap(file.json())));
    }
    const inFolders = files.filter((file) => !isExport(file));
    for (const folder of collectionFolders(inFolders, isTopFile)) {
      collections.push(await collectionOfFolder(folder, reading));
    }
    const read: Read[] = [];
    // One by one: the environments of a collection are its own.
    for (const { collection, environments, remarks } of collections) {
      const own = await readCollections([collection], environments, reading);
      read.push({ ...own, remarks: [...remarks, ...own.remarks] });
    }
    return {
      profiles: read.flatMap(({ profiles }) => profiles),
      remarks: read.flatMap(({ remarks }) => remarks),
    };
  },
};
