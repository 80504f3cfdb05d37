/** Contents of a vault that the product could have made, with every key that their schema has. */
import fc from 'fast-check';
import type { CredentialFields, SchemeId } from '../../src/domain/credential';
import { isDestination } from '../../src/domain/destinations';
import { schemes } from '../../src/schemes';
import type { AuthScheme } from '../../src/schemes/auth-scheme';
import { contentSchema, decodeContent, type VaultContent } from '../../src/vault/content';
import { arbitraryOf } from './arbitrary-of';
import { SIGNED_OVER_TIME, TOTP } from './signatures';
import { exampleKey, toWif } from './wif';

/** What a user types, without the addresses of servers, which are drawn. */
const CREDENTIALS: Readonly<Record<SchemeId, CredentialFields>> = {
  basic: { username: 'ada', password: ' p:ß ' },
  bearer: { token: 'a.b.c' },
  token: { key: 'abc-123' },
  'api-key': { headerName: 'X-Key', key: 'abc' },
  'custom-header': { headerName: 'X-Tenant', value: 'a b' },
  'gluwa-bitcoin': { wif: toWif(exampleKey('backup')) },
  'gluwa-ethereum': { privateKey: `0x${'aB'.repeat(32)}` },
  'oauth2-client-credentials': { clientId: 'c', clientSecret: 's' },
  'oauth2-authorization-code': { clientId: 'c', silent: 'on' },
  'oauth2-device-code': { clientId: 'c', clientSecret: 's' },
  'signature-over-time': SIGNED_OVER_TIME.fields,
  totp: TOTP.fields,
  'login-token': {
    secretFields: 'password= p:ß ',
    tokenAt: '/data/token',
    headerName: 'X-Token',
    headerTemplate: '{token}',
    endKind: 'fixed',
    life: '60',
    refreshTokenAt: '/refresh',
    refreshFieldName: 'refresh',
  },
  'jwt-signed': { algorithm: 'HS256', key: 'a long enough secret of 32 bytes', lifetime: '300' },
};

/** Rarely the same host twice. */
const address = fc.nat({ max: 99_999 }).map((host) => `https://server-${host}.test/at`);

/** Each field for the address of a server gets one of its own; one that may be empty is so now and then. */
function typedFor({ id, fields }: AuthScheme): fc.Arbitrary<CredentialFields> {
  const addresses = fields.filter(isDestination);
  return fc
    .record(Object.fromEntries(addresses.map(({ name }) => [name, address])), {
      requiredKeys: addresses.filter(({ isOptional }) => !isOptional).map(({ name }) => name),
    })
    .map((typed) => ({ ...CREDENTIALS[id], ...typed }));
}

/** Stands for the two keys `schemeId` and `credential`, which fit together. */
const held = fc.oneof(
  ...schemes.map((scheme) =>
    typedFor(scheme).map((typed) => ({ schemeId: scheme.id, credential: scheme.parse(typed) })),
  ),
);

const origin = fc.constantFrom('https://a.test', 'https://b.test:8443', 'http://localhost:3000');
/** Inside each path of a site. */
const narrower = fc.constantFrom('/v1/a', '/v1/Orders');
const path = fc.constantFrom('/', '/v1', '/v1/');

const credentialAt = (place: string) => ({
  [`${place}.schemeId`]: 'absent' as const,
  [`${place}.credential`]: held,
});

const headerAt = (place: string) => ({
  ...credentialAt(place),
  ...credentialAt(`${place}.previousCredential`),
  // The name of `previousCredential` in older formats.
  [`${place}.before`]: 'absent' as const,
  [`${place}.paths.*`]: narrower,
});

const storedContent = arbitraryOf(contentSchema, {
  'profiles.*.name': fc.constantFrom('Production', 'Ada’s sandbox', 'Ω'),
  'profiles.*.note': fc.constantFrom('', 'rotates in March'),
  'profiles.*.sites.*.origin': origin,
  'profiles.*.sites.*.path': path,
  ...headerAt('profiles.*.headers.*'),
  ...headerAt('profiles.*.offHeaders.*.header'),
  'profiles.*.production.readPaths.*': narrower,
  'profiles.*.rotateEveryDays': fc.integer({ min: 1, max: 365 }),
  'profiles.*.callers.*': origin,
  'declinedCalls.*.caller': origin,
  'declinedCalls.*.site': origin,
});

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export const arbitraryContent: fc.Arbitrary<VaultContent> = storedContent.map((generated) => {
  // Cast: the generators make JSON only.
  const content = decodeContent(JSON.stringify(withCredentials(generated as Json)));
  const profiles = content.profiles
    .filter(({ headers, sites }) => headers.length > 0 && sites.length > 0)
    // The two are never on together.
    .map((profile) => ({ ...profile, ownPictures: profile.ownPictures && !profile.strict }));
  const origins = profiles.flatMap(({ id, sites }) =>
    sites.map(({ origin: at }) => [at, id] as const),
  );
  const picks = Object.values(content.sitePicks).flatMap((pick, index) => {
    const [at, identity] = origins[index] ?? [];
    if (at === undefined || !pick) return [];
    const here = profiles.filter(({ sites }) => sites.some((site) => site.origin === at));
    const extras = here.flatMap(({ id, isExtra }) => (isExtra ? [id] : []));
    const { extrasAlone } = pick;
    const alone = { extras, ...(extrasAlone && { extrasAlone }) };
    return [[at, index % 2 === 1 && extras.length > 0 ? alone : { identity, extras }]];
  });
  const times = Object.values(content.pickTimes).flatMap((time, index) => {
    const { id } = profiles[index] ?? {};
    return id === undefined ? [] : [[id, time]];
  });
  return {
    ...content,
    profiles,
    sitePicks: Object.fromEntries(picks),
    pickTimes: Object.fromEntries(times),
  };
});

function withCredentials(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(withCredentials);
  const { credential, ...rest } = value;
  const others = Object.fromEntries(
    Object.entries(rest).map(([key, each]) => [key, withCredentials(each)]),
  );
  if (typeof credential !== 'object' || credential === null || Array.isArray(credential)) {
    return others;
  }
  return { ...others, ...credential };
}
