/** Codes, held against the vectors of RFC 6238, against `otpauth`, and against Node's own HMAC. */
import { createHmac } from 'node:crypto';
import { base32 } from '@scure/base';
import { TOTP as Otpauth, Secret } from 'otpauth';
import { describe, expect, it } from 'vitest';
import { issueHeader } from '../../../src/app/headers/issue-due';
import { CODE_ALGORITHMS, CODE_DIGITS, CODE_PERIODS, codeOf } from '../../../src/schemes/totp/code';
import { totp as scheme } from '../../../src/schemes/totp/totp';
import { refusal } from '../../support/matchers';
import { proves, rounds } from '../../support/proves';
import fc from '../../support/seeded-fast-check';
import { TOTP } from '../../support/signatures';
import rfc from '../../vectors/totp.json';

const AT = 1_700_000_000_123;

async function sent(fields: Partial<Record<string, string>>, now = AT): Promise<string> {
  const typed = { ...TOTP.fields, ...fields };
  const { headers } = await scheme.issue(scheme.parse(typed), { now });
  return headers.map(({ name, value }) => `${name}: ${value}`).join('\n');
}

describe('a code', () => {
  it.each(rfc.vectors)('is that of RFC 6238: $algorithm at $seconds', (vector) => {
    const { algorithm, seed, seconds, code } = vector;
    // Cast: the file has the names of the scheme.
    const by = algorithm as (typeof CODE_ALGORITHMS)[number];

    expect(codeOf(Buffer.from(seed), Math.floor(seconds / 30), by, '8')).toBe(code);
  });

  it.each(rfc.vectors.filter(({ seconds }) => String(seconds).length === 10))(
    'is sent as that of RFC 6238: $algorithm at $seconds',
    async ({ algorithm, seed, seconds, code }) => {
      const fields = { algorithm, secret: base32.encode(Buffer.from(seed)) };

      expect(await sent(fields, seconds * 1000 + 999)).toBe(`X-OTP: ${code}`);
    },
  );

  it('is the one that otpauth makes, for any seed and time', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 10, maxLength: 128 }),
        fc.integer({ min: 1_000_000_000, max: 9_999_999_999 }),
        fc.constantFrom(...CODE_ALGORITHMS),
        fc.constantFrom(...CODE_DIGITS),
        fc.constantFrom(...CODE_PERIODS),
        async (bytes, seconds, algorithm, digits, period) => {
          const secret = new Secret({ buffer: bytes.slice().buffer });
          const theirs = new Otpauth({
            secret,
            algorithm,
            digits: Number(digits),
            period: Number(period),
          });
          const typed = { secret: secret.base32, algorithm, digits, period };

          const code = theirs.generate({ timestamp: seconds * 1000 });
          expect(await sent(typed, seconds * 1000)).toBe(`X-OTP: ${code}`);
          // The address that a server shows for the same seed.
          expect(await sent({ secret: theirs.toString() }, seconds * 1000)).toBe(`X-OTP: ${code}`);
        },
      ),
      { numRuns: rounds({ short: 100, full: 2000 }) },
    );
  });
});

describe('the period of a code', () => {
  const START = 1_700_000_010_000;

  it.each(['30', '60'])('of %s seconds is the whole life of it', async (period) => {
    const ms = Number(period) * 1000;
    const begun = Math.ceil(START / ms) * ms;
    const issuedAt = async (now: number) =>
      scheme.issue(scheme.parse({ ...TOTP.fields, period }), { now });

    const first = await issuedAt(begun);
    const last = await issuedAt(begun + ms - 1);
    const next = await issuedAt(begun + ms);

    expect([first.renewAt, first.expiresAt]).toEqual([begun + ms, begun + ms]);
    expect(last).toEqual(first);
    expect(next.headers).not.toEqual(first.headers);
    expect(next.renewAt).toBe(begun + 2 * ms);
  });

  it('is that of the server, if its clock is followed', async () => {
    const credential = scheme.parse(TOTP.fields);
    const spec = { schemeId: 'totp', credential } as const;

    const ours = await issueHeader(spec, START, { clockOffsetMs: 47_000 });

    // The server is 17 s into the second period: its next one begins in 13 s.
    expect(ours.headers[0].value).toBe((await sent({}, START + 47_000)).replace('X-OTP: ', ''));
    expect(ours.renewAt).toBe(START + 13_000);
  });
});

describe('what is computed', () => {
  proves('T19', 'the HMAC is over eight bytes of the time alone', async (tried) => {
    for (const steps of [0, 1, 2 ** 20]) {
      const now = AT + steps * 30_000;
      const counter = Buffer.alloc(8);
      counter.writeBigUInt64BE(BigInt(Math.floor(now / 30_000)));
      const mac = createHmac('sha1', '12345678901234567890').update(counter).digest();
      const at = (mac.at(-1) ?? 0) & 0xf;
      const code = String((mac.readUInt32BE(at) & 0x7fff_ffff) % 1e8).padStart(8, '0');
      // All that the background hands to a scheme: the time by the server's clock, and a token.
      const token = { value: 'of a server', obtainedAt: 0, renewAt: 0 };
      const { headers } = await scheme.issue(scheme.parse(TOTP.fields), { now, token });

      expect(headers).toEqual([{ name: 'X-OTP', value: code }]);
      tried();
    }
  });

  proves('T19', 'a time whose seconds have not ten digits gets no code', async (tried) => {
    const credential = scheme.parse(TOTP.fields);

    for (const now of [Number.NaN, 0, -1, 999_999_999_999, 10_000_000_000_000, Infinity]) {
      await expect(scheme.issue(credential, { now })).rejects.toThrow(
        refusal('credential-invalid', 'period', 'clock-out-of-range'),
      );
      tried();
    }
  });

  proves('T14', 'the seed is in no header and in no fact', async (tried) => {
    const credential = scheme.parse(TOTP.fields);
    const { headers } = await scheme.issue(credential, { now: AT });
    const said = JSON.stringify([headers, scheme.inspect?.(credential, { now: AT })]);

    expect(said).toContain('X-OTP');
    for (let at = 0; at + 5 <= TOTP.fields.secret.length; at += 1) {
      expect(said).not.toContain(TOTP.fields.secret.slice(at, at + 5));
      tried();
    }
  });
});
