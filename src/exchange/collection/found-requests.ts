/** The requests of a collection in one environment, with the credentials that they send. */
import type { Remark } from '../../domain/imported';
import type { FoundRequest } from '../draft/credential-requests';
import type { FoundHeader } from '../draft/found';
import { nameOfHeader } from '../draft/found';
import { foundHeaderOf } from '../draft/found-header';
import { isCredential } from '../draft/is-credential';
import { authHeaders } from './auth-headers';
import { type Collection, type Environment, merged, type Scope } from './collection';
import type { FoundAuth } from './found-auth';
import { type KnownText, knownText } from './known-texts';
import { requestUrl } from './request-url';
import { type InheritingRequest, requestsOf } from './requests-of';
import type { SourceAuth } from './source-auth';

/** @throws AppError `import-refused` with `import-too-deep`. */
export function* foundRequests(
  collection: Collection,
  environment: Environment,
): Generator<FoundRequest> {
  const { name, syntax, defaults, headersBeatAuth = false } = collection;
  const authOf = authsOnce(environment);
  const variables = merged(defaults, environment.variables);
  for (const request of requestsOf(collection, variables)) {
    const known = knownText(request.scope, syntax);
    const { auth, headers } = sent(request, known, authOf(request, known), headersBeatAuth);
    const url = requestUrl(request.url, request.scope, syntax);
    yield {
      name: [name, environment.name].filter(Boolean).join(' · '),
      url,
      headers: [...headers.headers, ...auth.headers],
      remarks: [...headers.remarks, ...auth.remarks, ...queryRemarks(url, request.place)],
      place: request.place,
    };
  }
}

/** A header and the auth of one name: the client sends one of them. */
function sent(
  request: InheritingRequest,
  known: KnownText,
  auth: FoundAuth,
  headersBeatAuth: boolean,
): { readonly auth: FoundAuth; readonly headers: FoundAuth } {
  if (!headersBeatAuth) return { auth, headers: headersOf(request, known, namesOf(auth)) };
  const headers = headersOf(request, known, new Set());
  const names = namesOf(headers);
  const isBeaten = [...namesOf(auth)].some((each) => names.has(each));
  return { auth: isBeaten ? { headers: [], remarks: [] } : auth, headers };
}

function namesOf({ headers }: FoundAuth): ReadonlySet<string> {
  return new Set(headers.map(nameOfHeader));
}

/** Thousands of requests inherit one auth, with the same variables. */
function authsOnce({ auths }: Environment) {
  const made = new Map<SourceAuth, { readonly scope: Scope; readonly found: FoundAuth }>();
  return ({ auth, authPlace, scope }: InheritingRequest, known: KnownText): FoundAuth => {
    const before = made.get(auth);
    if (before?.scope === scope) return before.found;
    const found = authHeaders(auth, known, authPlace, auths);
    made.set(auth, { scope, found });
    return found;
  };
}

/** Headers that hold no credential are left out, and what there would be to say about them. */
function headersOf(
  { headers, place }: InheritingRequest,
  known: KnownText,
  beaten: ReadonlySet<string>,
): FoundAuth {
  const found: FoundHeader[] = [];
  const remarks: Remark[] = [];
  for (const { name, value } of headers) {
    if (beaten.has(name.toLowerCase())) continue;
    const said = foundHeaderOf(known(name) ?? name, known(value) ?? value, place);
    if (said.header && isCredential(said.header)) {
      found.push(said.header);
      remarks.push(...said.remarks);
    } else if (!said.header) {
      remarks.push(...said.remarks.filter(({ code }) => TOLD.includes(code)));
    }
  }
  return { headers: found, remarks };
}

/** Told about headers that Keybearer does not send. The browser's own are no loss, and not told. */
const TOLD: readonly Remark['code'][] = ['in-cookie', 'scheme-unsupported', 'variable-unresolved'];

/** The names of parameters are judged as those of headers. */
function queryRemarks(url: string, place: string): readonly Remark[] {
  const query = url.indexOf('?');
  if (query < 0) return [];
  const names = new URLSearchParams(url.slice(query)).keys();
  const hasCredential = [...names].some((headerName) =>
    isCredential({ schemeId: 'custom-header', fields: { headerName } }),
  );
  return hasCredential ? [{ code: 'in-query', place }] : [];
}
