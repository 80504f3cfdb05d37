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
import { withoutValues } from './place-name';
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
  const named = environments.map(withPlainName);
  const remarks: Remark[] = [];
  if (collections.length === 0) {
    remarks.push(...named.map(({ name }) => ({ code: 'site-missing' as const, place: name })));
  }
  const profiles: ImportedProfile[] = [];
  // Requests are counted here: one counts once, in however many environments.
  const uncounted: Reading = { entry() {}, pause: () => reading.pause() };
  const chosen = named.length > 0 ? named : [NONE];
  let readings = 0;
  for (const collection of collections.map(withPlainName)) {
    const runs: Run[] = [];
    for (const environment of chosen) {
      const requests = await requestsIn(
        collection,
        environment,
        runs.length === 0 ? reading : uncounted,
      );
      // The first environment tells how long all of them take.
      if (runs.length === 0) readings += (requests.count + 1) * chosen.length;
      if (readings > READINGS_AT_MOST) throw importRefused('import-too-many');
      const read = await credentialsByPlace(requests.found, uncounted);
      runs.push({ environment: environment.name, profiles: read.profiles });
      remarks.push(...read.remarks);
    }
    profiles.push(...profilesOfAll(runs));
  }
  return { profiles, remarks: gathered(remarks) };
}

/** The names are those of profiles, and of remarks about them. */
function withPlainName<N extends { readonly name: string }>(named: N): N {
  return { ...named, name: withoutValues(named.name) };
}

const NONE: Environment = { name: '', variables: new Map() };

async function requestsIn(collection: Collection, environment: Environment, reading: Reading) {
  const found: FoundRequest[] = [];
  let count = 0;
  for (const request of foundRequests(collection, environment)) {
    reading.entry();
    count += 1;
    if (count % 100 === 0) await reading.pause();
    if (saysSomething(request)) found.push(request);
  }
  return { found, count };
}

/** A request without a credential may have an unknown host: that is of no interest. */
function saysSomething({ headers, remarks, url }: FoundRequest): boolean {
  return headers.length > 0 || remarks.length > 0 || url.includes('@');
}
