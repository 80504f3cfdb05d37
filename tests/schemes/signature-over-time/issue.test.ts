/** Signatures over time, held against published vectors and against Node's own crypto. */
import { createHash, createHmac } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { issueHeader } from '../../../src/app/headers/issue-due';
import type { CredentialFields } from '../../../src/domain/credential';
import {
  ALGORITHMS,
  NONCES,
  SIGNATURE_ENCODINGS,
} from '../../../src/schemes/signature-over-time/choices';
import { signatureOverTime as scheme } from '../../../src/schemes/signature-over-time/signature-over-time';
import { refusal } from '../../support/matchers';
import { proves, rounds } from '../../support/proves';
import fc from '../../support/seeded-fast-check';
import vectors from '../../vectors/signature-over-time.json';

const AT = 1_700_000_000_123;
const SECONDS = '1700000000';

const FIELDS: CredentialFields = {
  key: 'id-1',
  secret: 'not-a-real-secret',
  secretEncoding: 'utf8',
  algorithm: 'HMAC-SHA-256',
  signedText: '{key}{time}',
  time: 'seconds',
  nonce: 'none',
  signatureEncoding: 'hex',
  headers: 'X-Signature: {signature}\nX-Timestamp: {time}',
  validity: '300',
};

async function sent(fields: CredentialFields, now = AT): Promise<readonly string[]> {
  const { headers } = await scheme.issue(scheme.parse({ ...FIELDS, ...fields }), { now });
  return headers.map(({ name, value }) => `${name}: ${value}`);
}

/** The value of the header that is nothing but the signature. */
async function signed(fields: CredentialFields, now = AT): Promise<string> {
  const [line = ''] = await sent({ headers: 'X-Signature: {signature}', ...fields }, now);
  return line.replace('X-Signature: ', '');
}

function sha256(...parts: readonly (string | Uint8Array)[]): string {
  return createHash('sha256')
    .update(Buffer.concat(parts.map((each) => Buffer.from(each))))
    .digest('hex');
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe('a published example', () => {
  it.each(vectors)('is reproduced: $source', async ({ at, nonce = '', fields, sent: expected }) => {
    vi.spyOn(globalThis.crypto, 'getRandomValues').mockImplementation((array) => {
      // Cast: the product asks for bytes.
      (array as Uint8Array).set(Buffer.from(nonce, 'hex'));
      return array;
    });

    expect(await sent(fields, Date.parse(at))).toEqual(expected);
  });
});

describe('a signature', () => {
  it('is renewed at 40 % of its validity, long before the server refuses it', async () => {
    const issued = await scheme.issue(scheme.parse(FIELDS), { now: AT });

    expect([issued.renewAt, issued.expiresAt]).toEqual([AT + 120_000, AT + 300_000]);
  });

  it.each([
    ['HMAC-SHA-1', 'sha1'],
    ['HMAC-SHA-256', 'sha256'],
    ['HMAC-SHA-512', 'sha512'],
  ])('by %s is that of Node', async (algorithm, hash) => {
    const expected = createHmac(hash, 'not-a-real-secret').update(`id-1${SECONDS}`);

    expect(await signed({ algorithm })).toBe(expected.digest('hex'));
  });

  it.each([
    ['SHA-1', 'sha1'],
    ['SHA-256', 'sha256'],
    ['SHA-512', 'sha512'],
  ])('by %s is that of Node', async (algorithm, hash) => {
    const expected = createHash(hash).update(`not-a-real-secret:${SECONDS}`).digest('hex');

    expect(await signed({ algorithm, signedText: '{secret}:{time}' })).toBe(expected);
  });

  it.each([
    ['hex', (bytes: Buffer) => bytes.toString('hex')],
    ['base64', (bytes: Buffer) => bytes.toString('base64')],
    ['base64url', (bytes: Buffer) => bytes.toString('base64url')],
    ['hex-base64', (bytes: Buffer) => Buffer.from(bytes.toString('hex')).toString('base64')],
  ])('is written in %s', async (signatureEncoding, write) => {
    const expected = createHmac('sha256', 'not-a-real-secret').update(`id-1${SECONDS}`).digest();

    expect(await signed({ signatureEncoding })).toBe(write(expected));
  });

  it.each([
    ['utf8', 'geheimnis-äß', Buffer.from('geheimnis-äß')],
    ['hex', '00ff80', Buffer.from('00ff80', 'hex')],
    ['base64', 'AP+A', Buffer.from('00ff80', 'hex')],
    ['base64', 'AP+ABA==', Buffer.from('00ff8004', 'hex')],
    ['base64', 'AP+ABA', Buffer.from('00ff8004', 'hex')],
  ])('takes a secret in %s as its bytes: %s', async (secretEncoding, secret, bytes) => {
    const fields = { secretEncoding, secret };

    expect(await signed({ ...fields, algorithm: 'SHA-256', signedText: '{secret}|{time}' })).toBe(
      sha256(bytes, `|${SECONDS}`),
    );
    expect(await signed(fields)).toBe(
      createHmac('sha256', bytes).update(`id-1${SECONDS}`).digest('hex'),
    );
  });

  it.each([
    ['seconds', SECONDS],
    ['milliseconds', '1700000000123'],
    ['iso', '2023-11-14T22:13:20Z'],
    ['http', 'Tue, 14 Nov 2023 22:13:20 GMT'],
  ])('has its time in %s', async (time, written) => {
    const [signature, timestamp] = await sent({
      time,
      algorithm: 'SHA-256',
      signedText: '{secret}\n{time}',
    });

    expect(timestamp).toBe(`X-Timestamp: ${written}`);
    expect(signature).toBe(`X-Signature: ${sha256(`not-a-real-secret\n${written}`)}`);
  });

  it.each([
    ['hex', (sentNonce: string) => Buffer.from(sentNonce)],
    ['base64', (sentNonce: string) => Buffer.from(sentNonce)],
    ['base64-bytes', (sentNonce: string) => Buffer.from(sentNonce, 'base64')],
  ])('has a new nonce each time, in %s', async (nonce, asSigned) => {
    const fields = {
      nonce,
      nonceLength: '12',
      algorithm: 'SHA-256',
      signedText: '{nonce}{secret}{time}',
      headers: 'X-Signature: {signature}\nX-Nonce: {nonce}',
    };
    const seen = new Set<string>();

    for (let round = 0; round < 20; round++) {
      const [signature, header = ''] = await sent(fields);
      const written = header.replace('X-Nonce: ', '');
      seen.add(written);
      expect(Buffer.from(written, nonce === 'hex' ? 'hex' : 'base64')).toHaveLength(12);
      expect(signature).toBe(
        `X-Signature: ${sha256(asSigned(written), 'not-a-real-secret', SECONDS)}`,
      );
    }
    expect(seen.size).toBe(20);
  });
});

describe('the signed text', () => {
  proves('T19', 'a time whose seconds have not ten digits is never signed', async (tried) => {
    const credential = scheme.parse(FIELDS);

    for (const now of [Number.NaN, 0, -1, 999_999_999_999, 10_000_000_000_000, Infinity]) {
      await expect(scheme.issue(credential, { now })).rejects.toThrow(
        refusal('credential-invalid', 'time', 'clock-out-of-range'),
      );
      tried();
    }
  });

  proves(
    'T19',
    'it is the template with values that no placeholder is looked for in',
    async (tried) => {
      const names = ['{key}', '{secret}', '{time}', '{nonce}', '{signature}'];
      const value = fc
        .array(fc.constantFrom(...names, 'a', '{', '}', '$&', '$1'), { minLength: 1, maxLength: 4 })
        .map((parts) => parts.join(''));
      await fc.assert(
        fc.asyncProperty(value, value, async (key, secret) => {
          const fields = {
            key,
            secret,
            algorithm: 'SHA-256',
            signedText: '<{key}|{secret}|{time}>',
          };

          expect(await signed(fields)).toBe(sha256(`<${key}|${secret}|${SECONDS}>`));
          tried();
        }),
        { numRuns: rounds({ short: 100, full: 2000 }) },
      );
    },
  );

  proves('T19', 'nothing of a token or a server enters it', async (tried) => {
    const credential = scheme.parse({
      ...FIELDS,
      algorithm: 'SHA-256',
      signedText: '{key}{secret}{time}',
    });
    const token = { value: '{time}evil', obtainedAt: 0, renewAt: 0 };
    // All that the background hands to a scheme: the time by the server's clock, and a token.
    const { headers } = await scheme.issue(credential, { now: AT + 60_000, token });

    expect(headers[0].value).toBe(sha256('id-1not-a-real-secret1700000060'));
    tried();
  });

  it('keeps braces that are no placeholder', async () => {
    const signedText = '{"t":{time},"s":"{secret}"} {} { time} {time';
    const expected = `{"t":${SECONDS},"s":"not-a-real-secret"} {} { time} {time`;

    expect(await signed({ algorithm: 'SHA-256', signedText })).toBe(sha256(expected));
  });
});

describe('the headers', () => {
  it('are in one order, the one with the signature first, all of one moment', async () => {
    const fields = {
      headers: 'X-Time: {time}\n\nX-Key: key={key}\nAuthorization: Sig {signature}',
    };
    const credential = scheme.parse({ ...FIELDS, ...fields });

    expect((await sent(fields)).map((line) => line.split(': ')[0])).toEqual(
      scheme.headerNames(credential),
    );
    expect(scheme.headerNames(credential)).toEqual(['Authorization', 'X-Time', 'X-Key']);
  });

  proves('T11', 'they can be sent, whatever is in the fields that are accepted', async (tried) => {
    const usual = fc.constantFrom(...'aZ09 :=";,{}-');
    const any = fc.integer({ min: 0, max: 0x10ffff }).map((point) => String.fromCodePoint(point));
    const unit = fc.oneof({ weight: 30, arbitrary: usual }, { weight: 1, arbitrary: any });
    const text = fc.array(unit, { maxLength: 8 }).map((units) => units.join(''));
    const choice = <T extends string>(options: readonly T[]) => fc.constantFrom(...options);
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          key: text,
          secret: text.map((each) => `s${each}`),
          headers: text.map((each) => `X-A: ${each}{signature}{key}{nonce}\nX-B: {time}${each}`),
          algorithm: choice(ALGORITHMS),
          nonce: choice(NONCES),
          signatureEncoding: choice(SIGNATURE_ENCODINGS),
        }),
        async (fields) => {
          const whole = {
            ...FIELDS,
            ...fields,
            nonceLength: '16',
            signedText: '{secret}{time}{key}',
          };
          let credential: ReturnType<typeof scheme.parse>;
          try {
            credential = scheme.parse(whole);
          } catch (error) {
            expect(error).toMatchObject({ code: 'credential-invalid', field: expect.any(String) });
            return;
          }
          await issueHeader({ schemeId: scheme.id, credential }, AT);
          tried();
        },
      ),
      { numRuns: rounds({ short: 300, full: 5000 }) },
    );
  });

  proves('T14', 'the secret is in none of them', async (tried) => {
    for (const algorithm of ALGORITHMS) {
      const lines = await sent({ algorithm, signedText: '{key}{secret}{time}' });

      expect(lines.join('\n')).not.toContain('not-a-real-secret');
      tried();
    }
  });
});
