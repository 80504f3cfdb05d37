import { verifyMessage, Wallet } from 'ethers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gluwaEthereum } from '../../../src/schemes/gluwa-ethereum/gluwa-ethereum';
import { refusal } from '../../support/matchers';
import { proves, rounds } from '../../support/proves';
import gluwa from '../../vectors/gluwa.json';

const now = gluwa.timestamp * 1000;
const { privateKey, header } = gluwa.ethereum;

// SEC 2 §2.4.1: the order of the curve, the first number that is no private key.
const CURVE_ORDER = 'fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141';

describe('issue', () => {
  it('reproduces the documented header', async () => {
    const issued = await gluwaEthereum.issue(gluwaEthereum.parse({ privateKey }), { now });

    expect(issued).toEqual({
      headers: [{ name: 'X-REQUEST-SIGNATURE', value: header }],
      expiresAt: now + 10 * 60_000,
      renewAt: now + 4 * 60_000,
    });
  });

  it('signs whole seconds, counted down', async () => {
    const credential = gluwaEthereum.parse({ privateKey });

    const issued = await gluwaEthereum.issue(credential, { now: now + 999 });

    expect(issued.headers[0].value).toBe(header);
  });

  proves('T19', 'a time whose seconds have not ten digits is never signed', async (tried) => {
    const credential = gluwaEthereum.parse({ privateKey });

    for (const time of [
      Number.NaN,
      0,
      -1,
      999_999_999_999,
      10_000_000_000_000,
      Number.POSITIVE_INFINITY,
      Number.MAX_SAFE_INTEGER,
    ]) {
      await expect(gluwaEthereum.issue(credential, { now: time })).rejects.toThrow(
        refusal('credential-invalid', 'privateKey', 'clock-out-of-range'),
      );
      tried();
    }
  });

  proves('T19', 'any key, any moment: ten digits under the wallet prefix', async (tried) => {
    const keys = fc
      .uint8Array({ minLength: 32, maxLength: 32 })
      .map((b) => `0x${Buffer.from(b).toString('hex')}`);
    await fc.assert(
      fc.asyncProperty(keys, fc.integer({ min: 1e9, max: 9_999_999_999 }), async (key, seconds) => {
        const credential = gluwaEthereum.parse({ privateKey: key });

        const issued = await gluwaEthereum.issue(credential, { now: seconds * 1000 });

        const [timestamp = '', signature = ''] = atob(issued.headers[0].value).split('.');
        expect(timestamp).toBe(String(seconds));
        expect(timestamp).toMatch(/^\d{10}$/);
        // ethers hashes under the prefix of EIP-191, and so does not accept a bare signature.
        expect(verifyMessage(timestamp, signature)).toBe(new Wallet(key).address);
        tried();
      }),
      { numRuns: rounds({ short: 50, full: 1000 }) },
    );
  });
});

describe('parse', () => {
  it('takes the key with or without 0x, in either case', () => {
    const plain = gluwaEthereum.parse({ privateKey });

    expect(gluwaEthereum.parse({ privateKey: `0x${privateKey}` })).toEqual(plain);
    expect(gluwaEthereum.parse({ privateKey: privateKey.toUpperCase() })).toEqual(plain);
  });

  it.each([
    ['', 'required'],
    ['0x', 'key-not-64-hex'],
    ['zz'.repeat(32), 'key-not-64-hex'],
    ['11'.repeat(31), 'key-not-64-hex'],
    ['11'.repeat(33), 'key-not-64-hex'],
    [`0x0x${'11'.repeat(32)}`, 'key-not-64-hex'],
    [` ${'11'.repeat(32)}`, 'space-around'],
    ['00'.repeat(32), 'key-out-of-range'],
    [CURVE_ORDER, 'key-out-of-range'],
    ['ff'.repeat(32), 'key-out-of-range'],
  ] as const)('refuses %j as a private key: %s', (key, problem) => {
    expect(() => gluwaEthereum.parse({ privateKey: key })).toThrow(
      refusal('credential-invalid', 'privateKey', problem),
    );
  });

  it('never quotes the key in its refusal', () => {
    const key = `${'1'.repeat(60)}nope`;

    expect(() => gluwaEthereum.parse({ privateKey: key })).not.toThrow(new RegExp(key));
  });
});
