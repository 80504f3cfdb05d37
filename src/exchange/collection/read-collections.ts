/**
 * Reads collections with their environments: the credentials of each collection in each environment.
 * The same credential at the same place makes one profile, in however many environments it is.
 */
import { IMPORT_ENTRIES_AT_MOST, type ImportedProfile, type Remark } from '../../domain/imported';
import { credentialsByPlace, type FoundRequest } from '../draft/credential-requests';
import type { Read, Reading } from '../format';
import { importRefused } from '../import-refused';
import type { Collection, Environment } from './collection';
import { foundRequests } from './found-requests';
import { gathered } from './gathered-remarks';
import { profilesOfAll, type Run } from './profiles-of-all';

/** A user has a handful of environments, and each is read with each request. */
const READINGS_AT_MOST = 10 * IMPORT_ENTRIES_AT_MOST;

/**
 * @param environments - None: the collections are read with their own variables alone.
 * @throws AppError `import-refused` with `import-too-many`, or `import-too-deep` for folders.
 */
export async function readCollections(
  collections: readonly Collection[],
  environments: readonly Environment[],
  reading: Reading,
): Promise<Read> {
  const remarks: Remark[] = [];
  if (collections.length === 0) {
    remarks.push(
      ...environments.map(({ name }) => ({ code: 'site-missing' as const, place: name })),
    );
  }
  const profiles: ImportedProfile[] = [];
  // Requests are counted here: one counts once, in however many environments.
  const uncounted: Reading = { entry() {}, pause: () => reading.pause() };
  let readings = 0;
  for (const collection of collections) {
    const runs: Run[] = [];
    for (const environment of environments.length > 0 ? environments : [NONE]) {
      const requests: FoundRequest[] = [];
      readings += 1;
      for (const request of foundRequests(collection, environment)) {
        if (runs.length === 0) reading.entry();
        readings += 1;
        if (readings > READINGS_AT_MOST) throw importRefused('import-too-many');
        if (readings % 100 === 0) await reading.pause();
        if (saysSomething(request)) requests.push(request);
      }
      const read = await credentialsByPlace(requests, uncounted);
      runs.push({ environment: environment.name, profiles: read.profiles });
      remarks.push(...read.remarks);
    }
    profiles.push(...profilesOfAll(runs));
  }
  return { profiles, remarks: gathered(remarks) };
}

const NONE: Environment = { name: '', variables: new Map() };

/** A request without a credential may have an unknown host: that is of no interest. */
function saysSomething({ headers, remarks, url }: FoundRequest): boolean {
  return headers.length > 0 || remarks.length > 0 || url.includes('@');
}
