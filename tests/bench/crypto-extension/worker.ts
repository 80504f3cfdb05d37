/** The same work done by our schemes and by bare libraries, side by side in one worker. */
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { keccak_256 } from '@noble/hashes/sha3.js';
import { hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { hashes, sign } from '@noble/secp256k1';
import { Wallet } from 'ethers';
import { argon2id } from 'hash-wasm';
import { privateKeyToAccount } from 'viem/accounts';
import { findScheme } from '../../../src/schemes';
import { KDF_DEFAULT } from '../../../src/vault/kdf';

// No key or passphrase of a test: the browser keeps a worker's script in its profile, which is searched
// for those.
const KEY = '01'.repeat(32);
const scheme = findScheme('gluwa-ethereum');
const credential = scheme.parse({ privateKey: KEY });
const wallet = new Wallet(`0x${KEY}`);
const account = privateKeyToAccount(`0x${KEY}`);
const key = hexToBytes(KEY);
hashes.sha256 = sha256;
hashes.hmacSha256 = (secret, message) => hmac(sha256, secret, message);

/** Each signs the timestamp of a moment, ten decimal digits. */
const signers: Readonly<Record<string, (now: number) => unknown>> = {
  ours: (now) => scheme.issue(credential, { now }),
  bare: (now) => {
    const message = utf8ToBytes(`\x19Ethereum Signed Message:\n10${Math.floor(now / 1000)}`);
    return sign(keccak_256(message), key, { prehash: false, format: 'recovered' });
  },
  ethers: (now) => wallet.signMessage(String(Math.floor(now / 1000))),
  viem: (now) => account.signMessage({ message: String(Math.floor(now / 1000)) }),
};

/** @returns milliseconds per signature, for each signer in turn; the order changes each round. */
async function timeSigners(rounds: number, perRound: number): Promise<Record<string, number[]>> {
  const names = Object.keys(signers);
  const times: Record<string, number[]> = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const name of names.toSorted(() => Math.random() - 0.5)) {
      const begin = performance.now();
      for (let index = 0; index < perRound; index++) {
        await signers[name]?.(1_587_674_497_000 + index * 1000);
      }
      times[name]?.push((performance.now() - begin) / perRound);
    }
  }
  return times;
}

/** @returns milliseconds of one derivation with the vault's parameters. */
async function timeKdf(): Promise<number> {
  const begin = performance.now();
  await argon2id({
    password: 'as long as a passphrase is',
    salt: new Uint8Array(16).fill(7),
    memorySize: KDF_DEFAULT.memoryKiB,
    iterations: KDF_DEFAULT.passes,
    parallelism: KDF_DEFAULT.lanes,
    hashLength: 32,
    outputType: 'binary',
  });
  return performance.now() - begin;
}

Object.assign(globalThis, { timeSigners, timeKdf });
