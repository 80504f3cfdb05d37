import { verify } from 'bitcoinjs-message';
import { describe, expect, it } from 'vitest';
import { gluwaBitcoin } from '../../../src/schemes/gluwa-bitcoin/gluwa-bitcoin';
import { refusal } from '../../support/matchers';
import { proves } from '../../support/proves';
import { exampleKey, toAddress, toWif } from '../../support/wif';
import gluwa from '../../vectors/gluwa.json';

const now = gluwa.timestamp * 1000;
const { wif, header } = gluwa.bitcoin;

describe('issue', () => {
  it('reproduces the documented header', async () => {
    const issued = await gluwaBitcoin.issue(gluwaBitcoin.parse({ wif }), { now });

    expect(issued).toEqual({
      headers: [{ name: 'X-REQUEST-SIGNATURE', value: header }],
      expiresAt: now + 10 * 60_000,
      renewAt: now + 4 * 60_000,
    });
  });

  for (const { network, version, addressVersion, compressed } of [
    { network: 'main', version: 0x80, addressVersion: 0x00, compressed: true },
    { network: 'main', version: 0x80, addressVersion: 0x00, compressed: false },
    { network: 'test', version: 0xef, addressVersion: 0x6f, compressed: true },
    { network: 'test', version: 0xef, addressVersion: 0x6f, compressed: false },
  ]) {
    const form = compressed ? 'compressed' : 'uncompressed';
    // bitcoinjs-message hashes under Bitcoin's message prefix, and so accepts no bare signature.
    proves('T19', `ten digits under the wallet prefix: ${network} net, ${form}`, async (tried) => {
      for (const seed of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']) {
        const key = exampleKey(seed);
        const credential = gluwaBitcoin.parse({ wif: toWif(key, { version, compressed }) });

        const issued = await gluwaBitcoin.issue(credential, { now });

        const [timestamp = '', signature = ''] = atob(issued.headers[0].value).split('.');
        const address = toAddress(key, { version: addressVersion, compressed });
        expect(timestamp).toMatch(/^\d{10}$/);
        expect(verify(timestamp, address, signature)).toBe(true);
        tried();
      }
    });
  }

  proves('T19', 'a time whose seconds have not ten digits is never signed', async (tried) => {
    for (const time of [Number.NaN, 0, -1, 999_999_999_999, 10_000_000_000_000]) {
      await expect(gluwaBitcoin.issue(gluwaBitcoin.parse({ wif }), { now: time })).rejects.toThrow(
        refusal('credential-invalid', 'wif', 'clock-out-of-range'),
      );
      tried();
    }
  });
});

describe('parse', () => {
  const key = exampleKey('parse');

  it.each([
    ['nothing', '', 'required'],
    [
      'an Ethereum key',
      '18cffe0cd4eb63809d0e55ed8dd1aa29e3ac660088e82f7a82977c458f334d8b',
      'wif-checksum',
    ],
    ['a wrong character', wif.replace('K', 'L'), 'wif-checksum'],
    ['a missing character', wif.slice(0, -1), 'wif-checksum'],
    ['a space at the end', `${wif} `, 'space-around'],
    ['an address', gluwa.bitcoin.address, 'wif-checksum'],
    ['a key as Electrum writes it', `p2wpkh:${wif}`, 'wif-with-prefix'],
    ['another one of Electrum', `p2wpkh-p2sh:${wif}`, 'wif-with-prefix'],
    // BIP 38, "Test vectors".
    [
      'an encrypted key',
      '6PRVWUbkzzsbcVac2qwfssoUJAN1Xhrg6bNk8J7Nzm5H7kxEbn2Nh2ZoGg',
      'wif-encrypted',
    ],
    ['a key of another coin', toWif(key, { version: 0xb0 }), 'wif-network'],
    ['a key that is too short', toWif(key.subarray(1), { compressed: false }), 'wif-checksum'],
    ['a key of zero', toWif(new Uint8Array(32)), 'key-out-of-range'],
    ['a key above the curve order', toWif(new Uint8Array(32).fill(0xff)), 'key-out-of-range'],
  ] as const)('refuses %s', (_, typed, problem) => {
    expect(() => gluwaBitcoin.parse({ wif: typed })).toThrow(
      refusal('credential-invalid', 'wif', problem),
    );
  });
});
