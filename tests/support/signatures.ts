/** A profile that signs by the clock on two sites, and the times that its headers say. */
import { createHmac } from 'node:crypto';
import { verifyMessage } from 'ethers';
import type { IssuedHeaders } from '../../src/domain/header';
import type { Origin } from '../../src/domain/site';
import gluwa from '../vectors/gluwa.json';
import { SANDBOX_ETH } from './drafts';
import { type FakeBrowser, inForce } from './fake-ports';

export const EAST = 'https://api.gluwa.test' as Origin;
export const WEST = 'https://west.gluwa.test' as Origin;

export const ON_BOTH = { ...SANDBOX_ETH, sites: [EAST, WEST].map((url) => ({ url, path: '' })) };

/** The moment that a signature is over, once it is verified: milliseconds since the Unix epoch. */
export function signedAt(value: string): number {
  const [timestamp = '', signature = ''] = atob(value).split('.');
  if (verifyMessage(timestamp, signature) !== gluwa.ethereum.address) throw new Error('not signed');
  return 1000 * Number(timestamp);
}

/** The time of the signature in force on an origin. */
export function sentAt(browser: FakeBrowser, origin: Origin): number {
  return signedAt(sentTo(browser, origin));
}

export function sentTo(browser: FakeBrowser, origin: Origin): string {
  const [header = ''] = inForce(browser)[`|${origin}/`] ?? [];
  return header.replace('X-REQUEST-SIGNATURE: ', '');
}

/** A signature over the time alone, with that time beside it. */
export const SIGNED_OVER_TIME = {
  schemeId: 'signature-over-time',
  fields: {
    key: '',
    secret: 'Zk7qXv2Jw9pYt4mQ',
    secretEncoding: 'utf8',
    algorithm: 'HMAC-SHA-256',
    signedText: '{time}',
    time: 'seconds',
    nonce: 'none',
    signatureEncoding: 'hex',
    headers: 'X-Signed: {time}:{signature}',
    validity: '600',
  },
  paths: [],
  methods: [],
} as const;

/** A code each half minute. The seed is that of RFC 6238, appendix B. */
export const TOTP = {
  schemeId: 'totp',
  fields: {
    headerName: 'X-OTP',
    secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
    digits: '8',
    period: '30',
    algorithm: 'SHA-1',
  },
  paths: [],
  methods: [],
} as const;

function overTimeAt(value: string): number {
  const [time = '', signature] = value.split(':');
  const wanted = createHmac('sha256', SIGNED_OVER_TIME.fields.secret).update(time).digest('hex');
  if (signature !== wanted) throw new Error('not signed');
  return 1000 * Number(time);
}

/** The moment that any header says that is signed by the clock, as its server reads it. */
export function timeIn({ headers: [header] }: IssuedHeaders): number {
  if (header.name === 'X-Signed') return overTimeAt(header.value);
  const [, claims] = header.value.split('.');
  if (!claims) return 1000 * Number(atob(header.value).split('.')[0]);
  // Each token says that it was issued a minute before.
  return 1000 * JSON.parse(Buffer.from(claims, 'base64url').toString()).iat + 60_000;
}
