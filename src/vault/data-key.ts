/** The key of a vault's content: random, never derived from anything. */
import { base64 } from '@scure/base';

/** 32 bytes, base64, as `storage.session` holds them while the vault is open. */
export type DataKey = string & { readonly __brand: 'DataKey' };

export const DATA_KEY_BYTES = 32;

export function newDataKey(): DataKey {
  // Cast: this is where data keys are made.
  return base64.encode(crypto.getRandomValues(new Uint8Array(DATA_KEY_BYTES))) as DataKey;
}

export function importDataKey(dataKey: DataKey): Promise<CryptoKey> {
  const raw = new Uint8Array(base64.decode(dataKey));
  return crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
}
