/** Every request of a collection, with what it inherits from its folders. */
import { IMPORT_DEPTH_AT_MOST } from '../../domain/imported';
import { importRefused } from '../import-refused';
import {
  type Collection,
  type Folder,
  type Scope,
  type SourceHeader,
  type SourceRequest,
  within,
} from './collection';
import { placeOf } from './place-name';
import type { SourceAuth } from './source-auth';

export interface InheritingRequest extends SourceRequest {
  /** Names of the collection, the folders and the request. */
  readonly place: string;
  readonly auth: SourceAuth;
  /** The place that has the auth: the request, a folder, or the collection. */
  readonly authPlace: string;
  readonly headers: readonly SourceHeader[];
  /** The strongest last, the environment included. Many requests share one map. */
  readonly scope: Scope;
}

interface Inherited {
  readonly auth: SourceAuth;
  readonly authPlace: string;
  readonly headers: readonly SourceHeader[];
  readonly scope: Scope;
}

/**
 * In the order of the source, folders after the requests beside them. Without recursion: a file
 * that links its folders may nest them without end.
 *
 * @param environment - Its variables, and weaker ones.
 * @throws AppError `import-refused` with `import-too-deep`.
 */
export function* requestsOf(
  collection: Collection,
  environment: Scope,
): Generator<InheritingRequest> {
  const start: Inherited = {
    auth: { kind: 'none' },
    authPlace: '',
    headers: [],
    scope: environment,
  };
  const open: { folder: Folder; path: readonly string[]; above: Inherited }[] = [
    { folder: collection, path: [collection.name], above: start },
  ];
  for (let next = open.pop(); next; next = open.pop()) {
    const { folder, path, above } = next;
    if (path.length > IMPORT_DEPTH_AT_MOST) throw importRefused('import-too-deep');
    const own = inherited(folder, placeOf(path), above);
    for (const request of folder.requests) {
      const place = placeOf([...path, request.name]);
      yield { ...request, place, ...inherited(request, place, own) };
    }
    for (const inner of folder.folders.toReversed()) {
      open.push({ folder: inner, path: [...path, inner.name], above: own });
    }
  }
}

function inherited(
  { auth, headers = [], variables }: Pick<SourceRequest, 'auth' | 'headers' | 'variables'>,
  place: string,
  above: Inherited,
): Inherited {
  return {
    ...(auth ? { auth, authPlace: place } : { auth: above.auth, authPlace: above.authPlace }),
    headers: headers.length > 0 ? overridden(above.headers, headers) : above.headers,
    scope: within(above.scope, variables),
  };
}

function overridden(
  above: readonly SourceHeader[],
  own: readonly SourceHeader[],
): readonly SourceHeader[] {
  const names = new Set(own.map(({ name }) => name.toLowerCase()));
  return [...above.filter(({ name }) => !names.has(name.toLowerCase())), ...own];
}
