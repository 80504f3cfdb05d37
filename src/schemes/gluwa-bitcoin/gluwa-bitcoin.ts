/**
 * Gluwa's `X-REQUEST-SIGNATURE` by a Bitcoin key: a "Bitcoin Signed Message" over the timestamp.
 *
 * Source: Gluwa API documentation, "Authorization", tab "BTC"; Bitcoin Core's `signmessage`.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { base64 } from '@scure/base';
import type { AuthScheme } from '../auth-scheme';
import { HEADER_NAME, issueRequestSignature } from '../gluwa/request-signature';
import { signDigest } from '../secp256k1/secp256k1';
import { addressOf, parseWif, type WifKey } from './wif';

interface GluwaBitcoinCredential {
  /** Wallet import format. */
  readonly wif: string;
}

export const gluwaBitcoin: AuthScheme<GluwaBitcoinCredential> = {
  id: 'gluwa-bitcoin',
  keepsMoreThanItSends: true,
  fields: [{ name: 'wif', kind: 'secret' }],

  headerNames: () => [HEADER_NAME],
  signsTime: true,

  parse({ wif = '' }) {
    parseWif(wif);
    return { wif };
  },

  fieldsOf: (credential) => ({ ...credential }),

  inspect({ wif }) {
    return { facts: [{ kind: 'bitcoin-address', value: addressOf(parseWif(wif)) }] };
  },

  async issue({ wif }, { now }) {
    const key = parseWif(wif);
    return issueRequestSignature('wif', now, (timestamp) =>
      base64.encode(signBitcoinMessage(timestamp, key)),
    );
  },
};

/**
 * @param message - Signed as its UTF-8 bytes; at most 252 of them, so that its length is one byte.
 * @returns 65 bytes: header (1) || r (32) || s (32). The header is 27 + recovery id, + 4 when the
 * address belongs to the compressed public key.
 */
function signBitcoinMessage(message: string, { privateKey, compressed }: WifKey): Uint8Array {
  const bytes = utf8ToBytes(message);
  const prefix = utf8ToBytes('\x18Bitcoin Signed Message:\n');
  const preimage = concatBytes(prefix, Uint8Array.of(bytes.length), bytes);
  const { recoveryId, compact } = signDigest(sha256(sha256(preimage)), privateKey);
  return concatBytes(Uint8Array.of(27 + recoveryId + (compressed ? 4 : 0)), compact);
}
