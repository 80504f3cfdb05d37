/**
 * A JSON Web Token that the client signs for each request, as a credential of the scheme `jwt-signed`.
 * That scheme makes `iat` and `exp` itself.
 */
import { type FoundAuth, reported } from './found-auth';
import { type KnownText, knownFields } from './known-texts';
import type { SourceJwt } from './source-auth';

/** The fields of the scheme: the others have another hash. */
const ALGORITHMS = ['HS256', 'RS256', 'PS256', 'ES256', 'ES384', 'EdDSA'];

/** Seconds; the initial value of the form. Tokens are renewed, so the source's lifetime is not needed. */
const LIFETIME = '300';

export function jwtHeaders(auth: SourceJwt, known: KnownText, place: string): FoundAuth {
  if (auth.sentIn === 'query') return reported('in-query', place);
  const algorithm = known(auth.algorithm);
  if (algorithm === undefined) return reported('variable-unresolved', place);
  if (!ALGORITHMS.includes(algorithm)) return reported('scheme-unsupported', place);
  const kid = keyIdOf(known(auth.header ?? ''));
  if (kid === undefined) return reported('scheme-unsupported', place);
  const { fields, isOpen, remarks } = knownFields(
    { key: auth.key, prefix: (auth.word ?? 'Bearer').trim() },
    known,
    place,
  );
  const payload = known(auth.payload);
  const claims = claimsOf(payload ?? '');
  return {
    headers: [
      {
        schemeId: 'jwt-signed',
        fields: {
          algorithm,
          ...fields,
          ...(algorithm === 'HS256' && { secretEncoding: auth.isKeyBase64 ? 'base64' : 'utf8' }),
          ...(kid !== '' && { kid }),
          ...claims,
          lifetime: LIFETIME,
        },
        ...((isOpen || payload === undefined || !claims) && { isOpen: true }),
      },
    ],
    remarks: [
      ...remarks,
      ...(payload === undefined ? [{ code: 'variable-unresolved' as const, place }] : []),
      ...(claims ? [] : [{ code: 'credential-invalid' as const, place }]),
    ],
  };
}

/** @returns the key ID or ''; undefined for a header that has more than the scheme can say. */
function keyIdOf(header: string | undefined): string | undefined {
  if (header?.trim() === '') return '';
  const object = objectOf(header ?? '');
  if (!object) return undefined;
  const { kid = '', alg: _, typ = 'JWT', ...others } = object;
  const isPlain = Object.keys(others).length === 0 && typ === 'JWT' && typeof kid === 'string';
  return isPlain ? kid : undefined;
}

/** The claims that have fields of their own, and the others as JSON. Undefined: no JSON object. */
function claimsOf(payload: string): Readonly<Record<string, string>> | undefined {
  if (payload.trim() === '') return {};
  const claims = objectOf(payload);
  if (!claims) return undefined;
  const { iat: _, exp: __, iss, sub, aud, ...others } = claims;
  const isText = (claim: unknown) => typeof claim === 'string';
  // A claim of another type stays among the others, where the scheme refuses it.
  const rest = {
    ...others,
    ...(!isText(iss) && iss !== undefined && { iss }),
    ...(!isText(sub) && sub !== undefined && { sub }),
    ...(!isText(aud) && aud !== undefined && { aud }),
  };
  return {
    ...(typeof iss === 'string' && { issuer: iss }),
    ...(typeof sub === 'string' && { subject: sub }),
    ...(typeof aud === 'string' && { audience: aud }),
    ...(Object.keys(rest).length > 0 && { claims: JSON.stringify(rest, null, 2) }),
  };
}

/** Undefined also for a number that JavaScript rounds: the token would have another one. */
function objectOf(text: string): Readonly<Record<string, unknown>> | undefined {
  let isExact = true;
  const notice = (_: string, value: unknown) => {
    if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)) {
      isExact = false;
    }
    return value;
  };
  try {
    const value: unknown = JSON.parse(text, notice);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    // Cast: the keys of an object from JSON are text.
    return isObject && isExact ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
