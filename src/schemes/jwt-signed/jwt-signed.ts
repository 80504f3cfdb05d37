/**
 * A JSON Web Token that Keybearer signs with the user's key, and renews before it ends.
 *
 * Source: RFC 7519 §7.1, RFC 6750 §2.1.
 */
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { CredentialFact, CredentialField, CredentialFields } from '../../domain/credential';
import { fittingFields } from '../../domain/fitting-fields';
import type { AuthScheme, FieldDoubt } from '../auth-scheme';
import { parseHeaderName, parseHeaderValue } from '../header-field/header-field';
import { ALGORITHMS, parseAlgorithm } from './algorithms';
import { type Claims, parseClaims, parseLifetime, timesOf } from './claims';
import type { JwtSignedCredential } from './credential';
import type { KeyReading } from './key-reading';
import { readKey } from './read-key';
import { parseSecretEncoding, SECRET_ENCODINGS, secretText } from './secret';
import { sign } from './sign';
import { typedFieldsOf } from './typed-fields';

/** RFC 7518 §3.2: a secret is at least as long as the hash. */
const SECRET_MIN_BITS = 256;

/** The part of the remaining lifetime after which a new token is issued: decision 5. */
const RENEW_AFTER = 0.4;

const FIELDS: readonly CredentialField[] = [
  { name: 'algorithm', kind: 'choice', options: ALGORITHMS, initial: 'RS256' },
  { name: 'key', kind: 'secret-lines', namedBy: 'algorithm' },
  {
    name: 'secretEncoding',
    kind: 'choice',
    options: SECRET_ENCODINGS,
    initial: 'utf8',
    onlyIf: { field: 'algorithm', is: ['HS256'] },
  },
  { name: 'kid', kind: 'text', isOptional: true },
  { name: 'issuer', kind: 'text', isOptional: true },
  { name: 'subject', kind: 'text', isOptional: true },
  { name: 'audience', kind: 'text', isOptional: true },
  { name: 'claims', kind: 'lines', isOptional: true },
  { name: 'lifetime', kind: 'text', initial: '300' },
  {
    name: 'headerName',
    kind: 'text',
    initial: 'Authorization',
    isOptional: true,
    isAdvanced: true,
  },
  { name: 'prefix', kind: 'text', initial: 'Bearer', isOptional: true, isAdvanced: true },
];

export const jwtSigned: AuthScheme<JwtSignedCredential> = {
  id: 'jwt-signed',
  keepsMoreThanItSends: true,
  fields: FIELDS,

  headerNames: ({ headerName }) => [headerName],
  signsTime: true,

  parse(typed) {
    const input = fittingFields(FIELDS, typed);
    const { prefix = 'Bearer' } = input;
    const reading = readingOf(input);
    const { key, kind, bits, isVerbatim = false, account } = reading;
    const kid = input.kid || reading.kid;
    return {
      key,
      reading: {
        kind,
        bits,
        isVerbatim,
        ...(reading.kid !== undefined && { kid: reading.kid }),
        ...(account !== undefined && { account }),
        ...(input.secretEncoding !== undefined && {
          encoding: parseSecretEncoding(input.secretEncoding),
        }),
      },
      header: { alg: parseAlgorithm(input.algorithm ?? ''), typ: 'JWT', ...(kid && { kid }) },
      claims: claimsOf(input, reading),
      lifetime: parseLifetime(input.lifetime ?? ''),
      headerName: parseHeaderName('headerName', input.headerName || 'Authorization'),
      prefix: prefix === '' ? '' : parseHeaderValue('prefix', prefix),
    };
  },

  fieldsOf: typedFieldsOf,

  inspect(credential) {
    const { reading, header, claims } = credential;
    const facts: CredentialFact[] = [{ kind: 'signing-key', value: describe(reading) }];
    if (header.kid) facts.push({ kind: 'key-id', value: header.kid });
    if (typeof claims.sub === 'string') facts.push({ kind: 'jwt-subject', value: claims.sub });
    return { doubts: doubtsOf(credential), facts };
  },

  minted({ header, claims, lifetime }, { now }) {
    return { header: pretty(header), claims: pretty(payloadOf(claims, lifetime, now)) };
  },

  async issue({ key, header, claims, lifetime, headerName, prefix }, { now }) {
    const payload = payloadOf(claims, lifetime, now);
    const token = await sign(key, header, utf8ToBytes(JSON.stringify(payload)));
    const expiresAt = payload.exp * 1000;
    return {
      headers: [{ name: headerName, value: prefix === '' ? token : `${prefix} ${token}` }],
      expiresAt,
      renewAt: now + RENEW_AFTER * (expiresAt - now),
    };
  },
};

function payloadOf(claims: Claims, lifetime: number, now: number) {
  return { ...claims, ...timesOf(lifetime, now) };
}

function pretty(part: object): string {
  return JSON.stringify(part, null, 2);
}

function readingOf({ algorithm = '', key = '', secretEncoding = 'utf8' }: CredentialFields) {
  return readKey({
    algorithm: parseAlgorithm(algorithm),
    key,
    encoding: parseSecretEncoding(secretEncoding),
  });
}

/** An empty field makes no claim, unless the key's file has the service account. */
function claimsOf(input: CredentialFields, { account }: KeyReading): Claims {
  const iss = input.issuer || account;
  const sub = input.subject || account;
  const aud = input.audience;
  return {
    ...(iss && { iss }),
    ...(sub && { sub }),
    ...(aud && { aud }),
    ...parseClaims(input.claims ?? '', { hasAudience: Boolean(aud) }),
  };
}

function doubtsOf({ key, reading, header, claims }: JwtSignedCredential) {
  const doubts: FieldDoubt[] = [];
  const { kind, bits, isVerbatim } = reading;
  const typed = {
    kid: header.kid,
    issuer: claims.iss,
    subject: claims.sub,
    audience: claims.aud,
    ...(isVerbatim && 'jwk' in key && { key: secretText(key.jwk) }),
  };
  for (const [field, value] of Object.entries(typed)) {
    if (typeof value !== 'string' || value === value.trim()) continue;
    doubts.push({ field, problem: 'space-around' });
  }
  if (kind === 'secret' && bits < SECRET_MIN_BITS) {
    doubts.push({ field: 'key', problem: 'secret-short' });
  }
  return doubts;
}

/** @returns a name that needs no translation. */
function describe({ kind, bits }: JwtSignedCredential['reading']): string {
  if (kind === 'secret') return `HMAC ${bits}`;
  return kind === 'RSA' ? `RSA ${bits}` : kind;
}
