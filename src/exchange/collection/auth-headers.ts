/** The headers that an auth of a collection sends. */
import { foundHeaderOf } from '../draft/found-header';
import { type FoundAuth, reported } from './found-auth';
import { jwtHeaders } from './jwt-headers';
import { type KnownText, knownFields } from './known-texts';
import { oauth2Headers } from './oauth2-headers';
import type { SourceAuth } from './source-auth';

/** @param auths - The environment's, for an auth of the kind `of-environment`. */
export function authHeaders(
  auth: SourceAuth,
  known: KnownText,
  place: string,
  auths?: ReadonlyMap<string, SourceAuth>,
): FoundAuth {
  switch (auth.kind) {
    case 'none':
      return { headers: [], remarks: [] };
    case 'basic':
      return basicHeaders(auth, known, place);
    case 'basic-line': {
      const line = known(auth.text);
      if (line === undefined) return basicHeaders({ username: auth.text }, known, place);
      const pair = clearPair(line);
      if (pair) return basicHeaders(pair, (text) => text, place);
      return headersOf('Authorization', `Basic ${line}`, place);
    }
    case 'bearer':
      return bearerHeaders(auth, known, place);
    case 'api-key': {
      if (auth.sentIn === 'query') return reported('in-query', place);
      if (auth.sentIn === 'cookie') return reported('in-cookie', place);
      const name = known(auth.name);
      if (name === undefined) return reported('variable-unresolved', place);
      return asApiKey(headersOf(name, known(auth.value), place));
    }
    case 'oauth2':
      return oauth2Headers(auth, known, place);
    case 'jwt':
      return jwtHeaders(auth, known, place);
    case 'of-environment': {
      const configured = auths?.get(auth.id);
      if (!configured || configured.kind === 'of-environment') {
        return reported('variable-unresolved', place);
      }
      return authHeaders(configured, known, place);
    }
    case 'unsupported':
      return reported('scheme-unsupported', place);
  }
}

/** @param value - Undefined: not known, so the secret stays empty. */
function headersOf(name: string, value: string | undefined, place: string): FoundAuth {
  const { header, remarks } = foundHeaderOf(name, value ?? UNKNOWN, place);
  return { headers: header ? [header] : [], remarks };
}

/** The client says that it is a key, however its header is called. */
function asApiKey({ headers, remarks }: FoundAuth): FoundAuth {
  return {
    headers: headers.map((header) => {
      const { headerName = '', value } = header.fields;
      if (header.schemeId !== 'custom-header' || value === undefined) return header;
      if (headerName.toLowerCase() === 'authorization') return header;
      return { ...header, schemeId: 'api-key', fields: { headerName, key: value } };
    }),
    remarks,
  };
}

/** `foundHeaderOf` leaves this placeholder out of the credential, like every other. */
const UNKNOWN = '{{unknown}}';

function basicHeaders(
  pair: { readonly username: string; readonly password?: string },
  known: KnownText,
  place: string,
): FoundAuth {
  const { username, password = '' } = pair;
  const { remarks, ...rest } = knownFields({ username, password }, known, place);
  return { headers: [{ schemeId: 'basic', ...rest }], remarks };
}

/** The first space divides, or else the first colon. Undefined: finished base64, which has neither. */
function clearPair(line: string): { username: string; password: string } | undefined {
  const text = line.trim();
  const space = text.search(/\s/);
  const divider = space < 0 ? text.indexOf(':') : space;
  if (divider < 0) return undefined;
  return { username: text.slice(0, divider), password: text.slice(divider + 1).trim() };
}

function bearerHeaders(
  { token, word = 'Bearer' }: { readonly token: string; readonly word?: string },
  known: KnownText,
  place: string,
): FoundAuth {
  const prefix = known(word)?.trim();
  if (prefix === undefined) return reported('variable-unresolved', place);
  if (prefix.toLowerCase() === 'bearer') {
    const { remarks, ...rest } = knownFields({ token }, known, place);
    return { headers: [{ schemeId: 'bearer', ...rest }], remarks };
  }
  const text = known(token);
  return headersOf('Authorization', text && `${prefix} ${text}`.trim(), place);
}
