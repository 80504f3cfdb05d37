/**
 * Canonical JSON: the same content has one text, with its keys in any order.
 *
 * Source: RFC 8785 §3.2 (no whitespace, sorted keys). The files have no number but small integers.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

/** @returns the value with the keys of each object in the order of their UTF-16 code units. */
export function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter((entry): entry is [string, Json] => {
    return entry[1] !== undefined;
  });
  return Object.fromEntries(
    entries.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, each]) => [key, sorted(each)]),
  );
}

/** @returns SHA-256 of the canonical JSON, in hexadecimal. */
export function digestOf(value: Json): string {
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(sorted(value)))));
}
