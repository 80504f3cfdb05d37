/** Names sites by a keyed digest: without the data key no one finds the site of an id, or tries some. */
import { base64 } from '@scure/base';
import type { Origin } from '../domain/site';
import type { SiteId } from '../domain/tab-picks';
import type { DataKey } from './data-key';

/** Enough that no two sites of a user share an id. */
const BYTES = 16;

/** The data key seals the vault, so the digests have a key of their own. */
const PURPOSE = 'keybearer: sites of tabs';

/** @returns the ids of the sites, in their order. */
export async function siteIdsOf(
  dataKey: DataKey,
  origins: readonly Origin[],
): Promise<readonly SiteId[]> {
  const raw = new Uint8Array(base64.decode(dataKey));
  const from = await crypto.subtle.importKey('raw', raw, 'HKDF', false, ['deriveKey']);
  const info = new TextEncoder().encode(PURPOSE);
  const hkdf = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info };
  const hmac = { name: 'HMAC', hash: 'SHA-256', length: 256 };
  const key = await crypto.subtle.deriveKey(hkdf, from, hmac, false, ['sign']);
  return Promise.all(origins.map((origin) => digestBy(key, origin)));
}

export async function siteIdOf(dataKey: DataKey, origin: Origin): Promise<SiteId> {
  const [id] = await siteIdsOf(dataKey, [origin]);
  // Cast: one for each origin.
  return id as SiteId;
}

/** Tells whether ids were made with this key. No site has an empty origin. */
export function keyIdOf(dataKey: DataKey): Promise<SiteId> {
  return siteIdOf(dataKey, '' as Origin);
}

async function digestBy(key: CryptoKey, text: string): Promise<SiteId> {
  const digest = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(text));
  // Cast: this is where the ids are made.
  return base64.encode(new Uint8Array(digest).slice(0, BYTES)) as SiteId;
}
