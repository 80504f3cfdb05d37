/**
 * Reads collections with their environments: the credentials of each collection in each environment, one
 * profile for those that differ.
 */
import { AppError } from '../../domain/errors';
import { IMPORT_ENTRIES_AT_MOST, type ImportedProfile, type Remark } from '../../domain/imported';
import { credentialsByPlace, type FoundRequest } from '../draft/credential-requests';
import { foundHeaderOf } from '../draft/found-header';
import type { Read, Reading } from '../format';
import { authHeaders } from './auth-headers';
import { type Collection, type Environment, merged } from './collection';
import type { FoundAuth } from './found-auth';
import { knownText } from './known-texts';
import { requestUrl } from './request-url';
import { type InheritingRequest, requestsOf } from './requests-of';

/** A user has a handful of environments. Each is read with each request. */
const READINGS_AT_MOST = 10 * IMPORT_ENTRIES_AT_MOST;

/**
 * @param environments - None: the collections are read with their own variables.
 * @throws AppError `import-refused` with `import-too-many`.
 */
export async function readCollections(
  collections: readonly Collection[],
  environments: readonly Environment[],
  reading: Reading,
): Promise<Read> {
  return { profiles: [], remarks: [] };
}
