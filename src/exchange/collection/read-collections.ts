/**
 * Reads collections with their environments: the credentials of each collection in each environment.
 * The same credential at the same place makes one profile, in however many environments it is.
 */
import { AppError } from '../../domain/errors';
import { IMPORT_ENTRIES_AT_MOST, type Remark } from '../../domain/imported';
import { credentialsByPlace } from '../draft/credential-requests';
import type { Read, Reading } from '../format';
import type { Collection, Environment } from './collection';
import { foundRequests } from './found-requests';
import { profilesOfAll } from './profiles-of-all';

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
  const profiles = [];
  let readings = 0;
  for (const collection of collections) {
    const runs = [];
    for (const [index, environment] of (environments.length > 0
      ? environments
      : [NONE]
    ).entries()) {
      const requests = [...foundRequests(collection, environment)];
      readings += requests.length;
      if (readings > READINGS_AT_MOST) throw tooMany();
      // A request counts once, in however many environments it is read.
      const counting = index === 0 ? reading : { ...reading, entry() {} };
      const read = await credentialsByPlace(requests, counting);
      runs.push({ environment: environment.name, profiles: read.profiles });
      remarks.push(...read.remarks);
    }
    profiles.push(...profilesOfAll(runs));
  }
  return { profiles, remarks: distinct(remarks) };
}

const NONE: Environment = { name: '', variables: new Map() };

function distinct(remarks: readonly Remark[]): readonly Remark[] {
  return [...new Map(remarks.map((remark) => [`${remark.code} ${remark.place}`, remark])).values()];
}

function tooMany(): AppError {
  const problem = 'import-too-many';
  return new AppError('import-refused', problem, { problem });
}
