/**
 * An auth scheme of the tests whose API wants two headers of one moment: `X-Auth-Date`, and beside it
 * an `Authorization` that signs that date.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { afterAll, beforeAll } from 'vitest';
import type { SchemeId } from '../../src/domain/credential';
import type { HeaderSet } from '../../src/domain/header';
import { schemes } from '../../src/schemes';
import type { AuthScheme } from '../../src/schemes/auth-scheme';
import { draftOf } from './drafts';

const MINUTE_MS = 60_000;
const ID = 'dated';

const datedScheme: AuthScheme<{ readonly key: string }> = {
  // Cast: no vault but a test's has this id.
  id: ID as string as SchemeId,
  fields: [{ name: 'key', kind: 'secret' }],
  headerNames: () => ['Authorization', 'X-Auth-Date'],
  signsTime: true,
  parse: ({ key = '' }) => ({ key }),
  fieldsOf: ({ key }) => ({ key }),
  issue: async ({ key }, { now }) => ({
    headers: datedHeaders(key, now),
    expiresAt: now + 10 * MINUTE_MS,
    renewAt: now + 4 * MINUTE_MS,
  }),
};

/** @param at - By the server's clock, milliseconds since the Unix epoch. */
export function datedHeaders(key: string, at: number): HeaderSet {
  const date = new Date(at).toISOString();
  return [
    { name: 'Authorization', value: `Dated ${bytesToHex(sha256(utf8ToBytes(key + date)))}` },
    { name: 'X-Auth-Date', value: date },
  ];
}

export const DATED_KEY = 'a key of two headers';
export const DATED = draftOf('Dated', 'https://dated.test', ID, { key: DATED_KEY });

/** Adds the scheme for the tests of one file. */
export function useDatedScheme(): void {
  // Casts: the list is an array, which the product never changes.
  beforeAll(() => void (schemes as AuthScheme[]).push(datedScheme as AuthScheme));
  afterAll(() => void (schemes as AuthScheme[]).pop());
}
