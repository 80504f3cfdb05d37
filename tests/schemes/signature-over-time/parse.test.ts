/** Which fields make a signature over time, and how the others are refused. */
import { describe, expect, it } from 'vitest';
import type { FieldProblem } from '../../../src/domain/errors';
import { signatureOverTime as scheme } from '../../../src/schemes/signature-over-time/signature-over-time';
import { refusal } from '../../support/matchers';
import { proves } from '../../support/proves';

const FIELDS = {
  key: 'id-1',
  secret: 'not-a-real-secret',
  secretEncoding: 'utf8',
  algorithm: 'HMAC-SHA-256',
  signedText: '{key}{time}',
  time: 'seconds',
  nonce: 'none',
  signatureEncoding: 'hex',
  headers: 'X-Signature: {signature}',
  validity: '300',
};

type Case = readonly [
  field: string,
  problem: FieldProblem,
  change: Partial<Record<string, string>>,
];

function expectRefused([field, problem, change]: Case): void {
  // Cast: an absent field is one that a draft does not have.
  const fields = { ...FIELDS, ...change } as Record<string, string>;
  expect(() => scheme.parse(fields)).toThrow(refusal('credential-invalid', field, problem));
}

const INJECTIONS: readonly Case[] = [
  ['key', 'control-character', { key: 'a\r\nX-Evil: 1' }],
  ['key', 'value-not-ascii', { key: 'ada–1' }],
  ['key', 'space-around', { key: ' id' }],
  ['headers', 'control-character', { headers: 'X-Signature: {signature}\0' }],
  ['headers', 'value-not-ascii', { headers: 'X-Signature: “{signature}”' }],
  ['headers', 'header-name-syntax', { headers: 'X Signature: {signature}' }],
  ['headers', 'header-name-syntax', { headers: 'X-{key}: {signature}' }],
  ['headers', 'header-name-owned', { headers: 'Cookie: {signature}' }],
  ['headers', 'header-name-owned', { headers: 'X-Signature: {signature}\nHost: {key}' }],
  ['headers', 'header-name-twice', { headers: 'X-A: {signature}\nx-a: {time}' }],
];

const TEMPLATES: readonly Case[] = [
  ['signedText', 'time-not-signed', { signedText: '{key}' }],
  ['signedText', 'time-not-signed', { signedText: '' }],
  ['signedText', 'secret-not-signed', { algorithm: 'SHA-256' }],
  ['signedText', 'placeholder-unknown', { signedText: '{time}{method}' }],
  ['signedText', 'placeholder-unknown', { signedText: '{time}{signature}' }],
  ['signedText', 'placeholder-unknown', { signedText: '{time}{TIME}' }],
  ['headers', 'placeholder-unknown', { headers: 'X-Signature: {signature}{body}' }],
  ['headers', 'signature-not-sent', { headers: 'X-Time: {time}' }],
  ['headers', 'header-line-syntax', { headers: 'X-Signature {signature}' }],
  ['headers', 'required', { headers: ' \n' }],
  ['headers', 'required', { headers: 'X-Signature:' }],
  ['headers', 'required', { headers: ': {signature}' }],
  [
    'headers',
    'too-long',
    { headers: Array.from({ length: 11 }, (_, i) => `X-${i}: {signature}`).join('\n') },
  ],
  ['key', 'required', { key: '' }],
  ['key', 'required', { key: '', signedText: '{time}', headers: 'X-S: {signature}{key}' }],
  ['nonce', 'nonce-none', { signedText: '{key}{time}{nonce}' }],
  ['nonce', 'nonce-none', { headers: 'X-S: {signature}{nonce}' }],
  [
    'headers',
    'nonce-not-sent',
    { signedText: '{key}{time}{nonce}', nonce: 'hex', nonceLength: '16' },
  ],
];

const VALUES: readonly Case[] = [
  ['secret', 'required', { secret: '' }],
  ['secret', 'secret-not-in-encoding', { secretEncoding: 'hex', secret: 'abc' }],
  ['secret', 'secret-not-in-encoding', { secretEncoding: 'base64', secret: 'a*b=' }],
  ['secret', 'space-around', { secretEncoding: 'hex', secret: 'ab ' }],
  ['secretEncoding', 'choice-unknown', { secretEncoding: 'base32' }],
  ['algorithm', 'choice-unknown', { algorithm: 'MD5' }],
  ['time', 'choice-unknown', { time: '' }],
  ['nonce', 'choice-unknown', { nonce: 'uuid' }],
  ['signatureEncoding', 'choice-unknown', { signatureEncoding: 'HEX' }],
  ['nonceLength', 'nonce-length-out-of-range', { nonce: 'hex', nonceLength: '7' }],
  ['nonceLength', 'nonce-length-out-of-range', { nonce: 'hex', nonceLength: '65' }],
  ['nonceLength', 'required', { nonce: 'hex', nonceLength: '' }],
  ['validity', 'required', { validity: '' }],
  ['validity', 'validity-out-of-range', { validity: '9' }],
  ['validity', 'validity-out-of-range', { validity: '901' }],
  ['validity', 'validity-out-of-range', { validity: '1e2' }],
  ['validity', 'validity-out-of-range', { validity: '-60' }],
];

describe('parse', () => {
  proves('T11', 'no field brings in a header, a line end or a name of the browser', (tried) => {
    for (const each of INJECTIONS) {
      expectRefused(each);
      tried();
    }
  });

  proves('T14', 'a header that would contain the secret is refused', (tried) => {
    for (const headers of ['X-S: {signature} {secret}', 'X-S: {signature}\nX-K: {secret}']) {
      expectRefused(['headers', 'secret-in-header', { headers }]);
      tried();
    }
  });

  it.each(TEMPLATES)('refuses a template: %s, %s', (...each) => expectRefused(each));

  it.each(VALUES)('refuses a value: %s, %s', (...each) => expectRefused(each));

  it('needs no key if no template has it', () => {
    const fields = { ...FIELDS, key: '', signedText: '{time}' };

    expect(scheme.parse(fields)).toMatchObject({ key: '' });
  });

  it.each([
    [
      'a time and a key that are signed and not sent, as Hotelbeds does',
      { signedText: '{key}{time}' },
    ],
    [
      'a nonce that is sent and not signed',
      { headers: 'X-S: {signature}\nX-Id: {nonce}', nonce: 'hex', nonceLength: '16' },
    ],
  ])('accepts %s', (_, change) => {
    expect(() => scheme.parse({ ...FIELDS, ...change })).not.toThrow();
  });

  it('reads no nonce length if there is no nonce', () => {
    expect(scheme.parse({ ...FIELDS, nonceLength: 'x' })).toMatchObject({ nonceLength: 0 });
  });

  it('takes the line ends of Windows as line ends', () => {
    const windows = { ...FIELDS, signedText: '{key}\r\n{time}', headers: 'X-S: {signature}\r\n' };

    expect(scheme.parse(windows)).toMatchObject({
      signedText: '{key}\n{time}',
      headers: [{ name: 'X-S', value: '{signature}' }],
    });
  });
});

describe('inspect', () => {
  const told = (change: Record<string, string>) => {
    const { doubts, facts } =
      scheme.inspect?.(scheme.parse({ ...FIELDS, ...change }), { now: 0 }) ?? {};
    return [
      ...(doubts ?? []).map(({ field }) => field),
      ...(facts ?? []).map(({ value }) => value),
    ];
  };

  it.each([
    ['nothing about an HMAC', {}, []],
    [
      'that a digest can be tried',
      { algorithm: 'SHA-1', signedText: '{secret}{time}' },
      ['secret-guessable'],
    ],
    ['that a nonce is shared', { nonce: 'hex', nonceLength: '16' }, ['nonce-shared']],
    ['that a renewal may be late', { validity: '59' }, ['renewed-late']],
    ['nothing about a minute', { validity: '60' }, []],
    ['spaces around a text secret', { secret: 'a ' }, ['secret']],
    ['a line end after the text', { signedText: '{time}\n' }, ['signedText']],
  ])('says %s', (_, change, expected) => {
    expect(told(change as Record<string, string>)).toEqual(expected);
  });
});
