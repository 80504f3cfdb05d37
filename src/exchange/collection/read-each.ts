/** Reads collections that each have environments of their own. */
import type { Remark } from '../../domain/imported';
import type { Read, Reading } from '../format';
import type { Collection, Environment, Folder } from './collection';
import { readCollections } from './read-collections';

export interface CollectionSource {
  readonly collection: Collection;
  readonly environments: readonly Environment[];
  readonly remarks: readonly Remark[];
}

/** @throws AppError `import-refused` with `import-too-many` or `import-too-deep`. */
export async function readEach(
  sources: readonly CollectionSource[],
  reading: Reading,
): Promise<Read> {
  const read: Read[] = [];
  for (const { collection, environments, remarks } of sources) {
    // Environments that were chosen without their collection are told.
    const collections = hasRequests(collection) ? [collection] : [];
    const own = await readCollections(collections, environments, reading);
    read.push({ ...own, remarks: [...remarks, ...own.remarks] });
  }
  return {
    profiles: read.flatMap(({ profiles }) => profiles),
    remarks: read.flatMap(({ remarks }) => remarks),
  };
}

function hasRequests({ requests, folders }: Folder): boolean {
  return requests.length > 0 || folders.some(hasRequests);
}
