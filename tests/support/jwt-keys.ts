/** Keys for signed JWTs in every format people have them in, made by Node's crypto. */
import { generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';

/** Node's options for each kind of key. */
const MAKERS = {
  RSA: () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
  'RSA 1024': () => generateKeyPairSync('rsa', { modulusLength: 1024 }),
  'P-256': () => generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  'P-384': () => generateKeyPairSync('ec', { namedCurve: 'P-384' }),
  'P-521': () => generateKeyPairSync('ec', { namedCurve: 'P-521' }),
  secp256k1: () => generateKeyPairSync('ec', { namedCurve: 'secp256k1' }),
  Ed25519: () => generateKeyPairSync('ed25519'),
} as const;

export interface KeyPair {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

const made = new Map<string, KeyPair>();

/** The same pair for the same kind, within a file of tests: RSA keys take their time. */
export function keyPair(kind: keyof typeof MAKERS): KeyPair {
  const pair = made.get(kind) ?? MAKERS[kind]();
  made.set(kind, pair);
  return pair;
}

/** @param type - `pkcs1` for RSA only, `sec1` for elliptic curves only. */
export function pem(kind: keyof typeof MAKERS, type: 'pkcs8' | 'pkcs1' | 'sec1' = 'pkcs8') {
  // Cast: Node's types know each form for its own kind of key only.
  return keyPair(kind)
    .privateKey.export({ type: type as 'pkcs8', format: 'pem' })
    .toString();
}

/** @param type - PKCS#8 encrypts in its own way, the older forms in that of RFC 1421. */
export function encryptedPem(kind: keyof typeof MAKERS, type: 'pkcs8' | 'pkcs1' | 'sec1') {
  const how = { format: 'pem', cipher: 'aes-256-cbc', passphrase: 'lab' } as const;
  return keyPair(kind)
    .privateKey.export({ type: type as 'pkcs8', ...how })
    .toString();
}

export function publicPem(kind: keyof typeof MAKERS): string {
  return keyPair(kind).publicKey.export({ type: 'spki', format: 'pem' }).toString();
}

export function jwk(kind: keyof typeof MAKERS, more: object = {}): string {
  return JSON.stringify({ ...keyPair(kind).privateKey.export({ format: 'jwk' }), ...more });
}

export const SECRET = randomBytes(32);

export const ACCOUNT = 'lab@project.iam.gserviceaccount.example';

/** The file that Google gives out, with made-up names. */
export function serviceAccount(more: object = {}): string {
  return JSON.stringify({
    type: 'service_account',
    project_id: 'project',
    private_key_id: 'a1b2c3',
    private_key: pem('RSA'),
    client_email: ACCOUNT,
    client_id: '1',
    token_uri: 'https://oauth2.googleapis.com/token',
    ...more,
  });
}
