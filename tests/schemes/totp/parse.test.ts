/** Seeds and addresses as servers and apps show them, and those that are refused. */
import { describe, expect, it } from 'vitest';
import { seedBytes } from '../../../src/schemes/totp/seed';
import { totp as scheme } from '../../../src/schemes/totp/totp';
import { refusal } from '../../support/matchers';
import { TOTP } from '../../support/signatures';

const SEED = TOTP.fields.secret;
const parse = (fields: Record<string, string>) => scheme.parse({ ...TOTP.fields, ...fields });
const secretOf = (secret: string) => scheme.fieldsOf(parse({ secret })).secret;
const inspected = (secret: string) => scheme.inspect?.(parse({ secret }), { now: 0 });

describe('a seed', () => {
  it.each([
    ['in lower case', SEED.toLowerCase()],
    ['in groups', 'gezd gnbv gy3t qojq gezd gnbv gy3t qojq'],
    ['with dashes', 'GEZD-GNBV-GY3T-QOJQ-GEZD-GNBV-GY3T-QOJQ'],
    ['with padding and around it a space', ` ${SEED}====\n`],
  ])('is taken %s', (_, typed) => {
    expect(secretOf(typed)).toBe(SEED);
  });

  it('is read as its bytes; what is left after the last whole byte is dropped, as in apps', () => {
    expect(Buffer.from(seedBytes(SEED)).toString()).toBe('12345678901234567890');
    // 26 characters are 130 bits, and a server may have made them at random.
    expect(seedBytes('7'.repeat(26))).toEqual(new Uint8Array(16).fill(0xff));
  });

  it.each([
    ['', 'required'],
    ['====', 'required'],
    [`${SEED}1`, 'seed-not-base32'],
    ['not base 32!'.repeat(3), 'seed-not-base32'],
    ['123456', 'seed-not-base32'],
    ['234567', 'seed-too-short'],
    ['A'.repeat(15), 'seed-too-short'],
    ['A'.repeat(207), 'too-long'],
  ] as const)('is refused: %j', (secret, problem) => {
    expect(() => parse({ secret })).toThrow(refusal('credential-invalid', 'secret', problem));
  });

  it.each([
    ['A'.repeat(16), ['seed-short']],
    ['A'.repeat(25), ['seed-short']],
    ['A'.repeat(26), []],
  ])('of %j is doubted if it has less than 128 bits', (secret, problems) => {
    expect(inspected(secret)?.doubts).toEqual(
      problems.map((problem) => ({ field: 'secret', problem })),
    );
  });
});

describe('an address of an app', () => {
  const address = (rest: string) => `otpauth://totp/Lab:ada%40example.com?secret=${SEED}${rest}`;

  it.each([
    ['', { digits: '6', period: '30', algorithm: 'SHA-1' }],
    ['&issuer=Lab&digits=7', { digits: '7', period: '30', algorithm: 'SHA-1' }],
    ['&algorithm=SHA256&period=60', { digits: '6', period: '60', algorithm: 'SHA-256' }],
    ['&algorithm=sha-512&digits=8', { digits: '8', period: '30', algorithm: 'SHA-512' }],
  ])('says seed, digits, period and algorithm: %j', (rest, expected) => {
    const chosen = { digits: '8', period: '60', algorithm: 'SHA-512' };

    const { headerName, ...stored } = scheme.fieldsOf(parse({ ...chosen, secret: address(rest) }));

    expect(stored).toEqual({ ...expected, secret: SEED });
    expect(headerName).toBe('X-OTP');
  });

  it('is shown by the form of its codes, not by its user', () => {
    const { facts = [] } = inspected(address('&digits=8&period=60')) ?? {};

    expect(facts[0]).toEqual({ kind: 'code-form', value: '8 · 60 s · SHA-1' });
    expect(JSON.stringify(facts)).not.toContain('ada');
  });

  it.each([
    [`otpauth://hotp/a?secret=${SEED}&counter=1`, 'otp-address-not-totp'],
    ['otpauth-migration://offline?data=AAAA', 'otp-address-not-totp'],
    [`https://totp/a?secret=${SEED}`, 'otp-address-not-totp'],
    ['otpauth:', 'otp-address-not-totp'],
    [address('&digits=9'), 'otp-address-unsupported'],
    [address('&period=15'), 'otp-address-unsupported'],
    [address('&algorithm=MD5'), 'otp-address-unsupported'],
    [address(`&secret=${SEED}`), 'otp-address-unsupported'],
    ['otpauth://totp/a?issuer=Lab', 'required'],
    ['otpauth://totp/a?secret=AAAA', 'seed-too-short'],
  ] as const)('is refused: %s', (secret, problem) => {
    expect(() => parse({ secret })).toThrow(refusal('credential-invalid', 'secret', problem));
  });
});

describe('a choice', () => {
  it.each([
    ['digits', '5', 'choice-unknown'],
    ['period', '15', 'choice-unknown'],
    ['algorithm', 'MD5', 'choice-unknown'],
    ['headerName', '', 'required'],
    ['headerName', 'Cookie', 'header-name-owned'],
  ] as const)('of %s is refused: %j', (field, value, problem) => {
    expect(() => parse({ [field]: value })).toThrow(refusal('credential-invalid', field, problem));
  });
});

it('says the price', () => {
  const remarks = inspected(SEED)?.facts?.filter(({ kind }) => kind === 'code-remark');

  expect(remarks?.map(({ value }) => value)).toEqual([
    'code-shared',
    'seed-beside-password',
    'wakes-often',
  ]);
});
