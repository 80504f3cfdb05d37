/**
 * JWTs minted by the built extension, by the browser's own crypto: jose accepts the token that
 * arrives, for each algorithm. Browsers differ in the keys that they import.
 */
import type { KeyObject } from 'node:crypto';
import { jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LabPage } from '../lab/browsers/lab-page.mjs';
import { words } from '../lab/pages/keybearer.mjs';
import { ACCOUNT, jwk, keyPair, pem, SECRET, serviceAccount } from '../support/jwt-keys';
import { arrivals, ENDPOINTS, IXO, open, openWorld, untilInForce, type World } from './harness';
import { prepareVault } from './prepared';

interface Row {
  readonly algorithm: string;
  readonly format: string;
  readonly typed: string;
  readonly judge: KeyObject | Uint8Array;
}

const ROWS: readonly Row[] = [
  { algorithm: 'RS256', format: 'PKCS#1', typed: pem('RSA', 'pkcs1'), judge: publicKey('RSA') },
  { algorithm: 'RS256', format: "Google's", typed: serviceAccount(), judge: publicKey('RSA') },
  { algorithm: 'PS256', format: 'PKCS#8', typed: pem('RSA'), judge: publicKey('RSA') },
  { algorithm: 'ES256', format: 'PKCS#8', typed: pem('P-256'), judge: publicKey('P-256') },
  { algorithm: 'ES384', format: 'SEC1', typed: pem('P-384', 'sec1'), judge: publicKey('P-384') },
  { algorithm: 'ES384', format: 'JWK', typed: jwk('P-384'), judge: publicKey('P-384') },
  { algorithm: 'EdDSA', format: 'PKCS#8', typed: pem('Ed25519'), judge: publicKey('Ed25519') },
  { algorithm: 'EdDSA', format: 'JWK', typed: jwk('Ed25519'), judge: publicKey('Ed25519') },
  { algorithm: 'HS256', format: 'hex', typed: SECRET.toString('hex'), judge: SECRET },
];

let world: World;
let page: LabPage;

beforeAll(async () => {
  world = await openWorld();
  page = await world.browser.newPage(`${IXO}/`);
  await prepareVault(world);
  await world.browser.allowHost('https://api.ixo.test/*');
});

afterAll(() => world?.close());

describe('a JWT minted in the browser', () => {
  it.each(ROWS)('is good: $algorithm by a key as $format', async (row) => {
    const { algorithm, format, typed, judge } = row;
    await world.keybearer.addProfile({
      name: `${algorithm} ${format.replace(/\W/g, '')}`,
      site: IXO,
      scheme: words('scheme_jwt_signed'),
      fields: {
        [words('field_jwt_signed_algorithm')]: algorithm,
        [words(algorithm === 'HS256' ? 'field_jwt_signed_key_HS256' : 'field_jwt_signed_key')]:
          typed,
        ...(format === 'hex' && {
          [words('field_jwt_signed_secretEncoding')]: words('option_jwt_signed_secretEncoding_hex'),
        }),
        [optional('field_jwt_signed_audience')]: IXO,
      },
    });
    // In Firefox some first requests after a save went without the header: its rules came a moment later.
    await untilInForce(world, IXO);
    const mark = world.lab.log.mark();

    await open(page, ENDPOINTS.ixo);

    const [seen] = arrivals(world, ENDPOINTS.ixo, mark);
    const token = /^Bearer (\S+)$/.exec(seen?.authorization ?? '')?.[1] ?? '';
    const { payload } = await jwtVerify(token, judge, { algorithms: [algorithm], audience: IXO });
    expect(payload.iss).toBe(format === "Google's" ? ACCOUNT : undefined);
  });
});

function publicKey(kind: Parameters<typeof keyPair>[0]): KeyObject {
  return keyPair(kind).publicKey;
}

function optional(label: Parameters<typeof words>[0]): string {
  return words('fieldOptional', words(label));
}
