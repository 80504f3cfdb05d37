/** PKCS#8 from each form of PEM: byte for byte the output of OpenSSL for the same key. */
import { describe, expect, it } from 'vitest';
import { readDer, writeDer } from '../../../src/schemes/jwt-signed/der';
import { fromPkcs1, fromPkcs8, fromSec1 } from '../../../src/schemes/jwt-signed/private-key-info';
import { keyPair } from '../../support/jwt-keys';

function der(kind: Parameters<typeof keyPair>[0], type: 'pkcs8' | 'pkcs1' | 'sec1'): Uint8Array {
  // Cast: Node's types know each form for its own kind of key only.
  const bytes = keyPair(kind).privateKey.export({ type: type as 'pkcs8', format: 'der' });
  return new Uint8Array(bytes);
}

describe('private keys', () => {
  it.each([
    ['RSA', 'pkcs1', fromPkcs1, 2048],
    ['RSA', 'pkcs8', fromPkcs8, 2048],
    ['P-256', 'sec1', fromSec1, 256],
    ['P-256', 'pkcs8', fromPkcs8, 256],
    ['P-384', 'sec1', fromSec1, 384],
    ['P-384', 'pkcs8', fromPkcs8, 384],
    ['Ed25519', 'pkcs8', fromPkcs8, 256],
  ] as const)('become PKCS#8 from %s in %s', (kind, type, read, bits) => {
    expect(read(der(kind, type))).toEqual({ kind, bits, pkcs8: der(kind, 'pkcs8') });
  });

  it('tell their size to the bit', () => {
    expect(fromPkcs1(der('RSA 1024', 'pkcs1')).bits).toBe(1024);
  });

  it.each([
    ['RSA', 'pkcs1', fromPkcs1],
    ['P-256', 'sec1', fromSec1],
    ['Ed25519', 'pkcs8', fromPkcs8],
  ] as const)('are refused wherever %s in %s is cut', (kind, type, read) => {
    const whole = der(kind, type);

    for (let length = 0; length < whole.length; length++) {
      expect(() => read(whole.subarray(0, length))).toThrow(RangeError);
    }
  });
});

describe('DER', () => {
  // X.690 §8.1.3: the short form up to 127, then one byte that counts those of the length.
  it.each([
    [0, [0x04, 0x00]],
    [127, [0x04, 0x7f]],
    [128, [0x04, 0x81, 0x80]],
    [255, [0x04, 0x81, 0xff]],
    [256, [0x04, 0x82, 0x01, 0x00]],
    [65_536, [0x04, 0x83, 0x01, 0x00, 0x00]],
  ])('writes and reads a length of %i', (length, start) => {
    const written = writeDer(0x04, new Uint8Array(length));

    expect([...written.subarray(0, start.length)]).toEqual(start);
    expect(readDer(written)).toEqual([
      { tag: 0x04, content: new Uint8Array(length), whole: written },
    ]);
  });

  it.each([
    ['no length', [0x04]],
    ['an indefinite length', [0x04, 0x80, 0x00, 0x00]],
    ['a length of four bytes', [0x04, 0x84, 0, 0, 0, 1, 0]],
    ['less than it says', [0x04, 0x02, 0x00]],
    ['half a length', [0x04, 0x82, 0x01]],
  ])('refuses %s', (_, bytes) => {
    expect(() => readDer(Uint8Array.from(bytes))).toThrow(RangeError);
  });
});
