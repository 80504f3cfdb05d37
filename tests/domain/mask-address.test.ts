import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskAddress } from '../../src/domain/mask-address';

// RFC 7519 §3.1.
const JWT =
  'eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODB9.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';

describe('maskAddress', () => {
  it.each([
    ['https://api.test', 'https://api.test/'],
    ['https://api.test:8443/v1/Orders', 'https://api.test:8443/v1/Orders'],
    ['wss://api.test/v1/stream', 'wss://api.test/v1/stream'],
    // User info and fragment.
    ['https://user:password@api.test/v1', 'https://api.test/v1'],
    ['https://api.test/v1#access_token=abc', 'https://api.test/v1'],
    // The query.
    ['https://api.test/v1?page=2&q=doctor+who', 'https://api.test/v1?page=…&q=…'],
    ['https://api.test/v1?page=', 'https://api.test/v1?page=…'],
    ['https://api.test/v1?a=b=c;d=e', 'https://api.test/v1?a=…'],
    ['https://api.test/v1?s3cr3t', 'https://api.test/v1?…'],
    [
      'https://api.test/v1?filter[organisationName]=x',
      'https://api.test/v1?filter[organisationName]=…',
    ],
    [`https://api.test/v1?${JWT}=`, 'https://api.test/v1?eyJ0…=…'],
    ['https://api.test/v1?9f86d081884c7d659a2feaa0=1', 'https://api.test/v1?9f86…=…'],
    // Matrix parameters.
    ['https://api.test/v1;jsessionid=0A1B/x;y=1;z', 'https://api.test/v1;jsessionid=…/x;y=…;…'],
    // Segments that look like secrets.
    ['https://api.test/9f86d081884c7d659a2feaa0c55ad015/x', 'https://api.test/9f86…/x'],
    ['https://api.test/hook/T00000000B00000000XXXXXXXX', 'https://api.test/hook/T000…'],
    ['https://api.test/abcdefghijklmnopqrstuvwxyz', 'https://api.test/abcd…'],
    [`https://api.test/t/${JWT}`, 'https://api.test/t/eyJ0…'],
    ['https://api.test/bot123456:ABC-DEF1234ghIkl-zyx57W2v1u123ew11', 'https://api.test/bot1…'],
    ['https://api.test/o/0f8fad5b-d9cb-469f-a165-70867728950e', 'https://api.test/o/0f8f…'],
    ['https://api.test/1234-5678-9012-3456-7890', 'https://api.test/1234…'],
    ['https://api.test/YWxhZGRpbjpvcGVu%2Bc2VzYW1l%3D%3D', 'https://api.test/YWxh…'],
    [
      'https://api.test/%E6%97%A5%E6%9C%AC%E8%AA%9E',
      'https://api.test/%E6%97%A5%E6%9C%AC%E8%AA%9E',
    ],
    // Letters alone, in short words and in words of no language.
    ['https://api.test/aBeDoFuGyHiWaKeLoMuNa', 'https://api.test/aBeD…'],
    ['https://api.test/jaxezi-quoxaje-zaquoxi', 'https://api.test/jaxe…'],
    // Readable words stay.
    [
      'https://api.test/getting-started-with-oauth2',
      'https://api.test/getting-started-with-oauth2',
    ],
    ['https://api.test/listAllOrganisationMembers', 'https://api.test/listAllOrganisationMembers'],
    [
      'https://api.test/2024-05-01_release_notes.pdf',
      'https://api.test/2024-05-01_release_notes.pdf',
    ],
    [
      'https://api.test/v1/USDCG/Addresses/12345678901234567890',
      'https://api.test/v1/USDCG/Addresses/12345678901234567890',
    ],
    // Wrongly encoded addresses.
    ['https://api.test/%E0%A4%A', 'https://api.test/%E0%A4%A'],
    // No path that could be kept.
    ['data:text/plain,secret', 'data:…'],
    ['blob:https://api.test/0f8fad5b', 'blob:…'],
    ['no address', '…'],
  ])('%s → %s', (address, expected) => {
    expect(maskAddress(address)).toBe(expected);
  });

  it('is at most 512 long', () => {
    const masked = maskAddress(`https://api.test${'/words'.repeat(1000)}`);

    expect(masked).toHaveLength(512);
    expect(masked.endsWith('…')).toBe(true);
  });

  it('keeps no value of a query', () => {
    const names = fc.stringMatching(/^[a-z]{1,8}$/);
    // The text is longer than a name, so that none is found in it.
    const values = fc.string({ unit: 'grapheme', minLength: 9, maxLength: 40 });
    const queries = fc.array(fc.tuple(names, values), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(queries, (pairs) => {
        const query = pairs.map(([name, value]) => `${name}=${encodeURIComponent(value)}`);

        const masked = maskAddress(`https://api.test/v1?${query.join('&')}`);

        expect(masked).toBe(`https://api.test/v1?${pairs.map(([name]) => `${name}=…`).join('&')}`);
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps no random segment, name or parameter of more than 20 characters', () => {
    const WRITTEN: readonly ((bytes: Buffer) => string)[] = [
      (bytes) => bytes.toString('hex'),
      (bytes) => bytes.toString('base64url'),
      (bytes) => bytes.toString('base64').replaceAll('/', '+'),
      (bytes) => [...bytes].map((byte) => 'abcdefghijklmnopqrstuvwxyz234567'[byte % 32]).join(''),
      (bytes) => [...bytes].map((byte) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[byte % 32]).join(''),
      (bytes) => BigInt(`0x${bytes.toString('hex')}`).toString(36),
      (bytes) => `sk_live_${bytes.toString('base64url')}`,
      (bytes) => `${bytes.toString('base64url').slice(0, 12)}.${bytes.toString('base64url')}`,
    ];
    for (let round = 0; round < 2000; round++) {
      // The same ones in every run: one in a million may read like words.
      const bytes = createHash('sha512').update(`${round}`).digest();
      for (const write of WRITTEN) {
        const secret = write(bytes).slice(0, 21 + (round % 40));
        const [path, parameter] = [`/a/${secret}/b;${secret}=1`, `/${secret};v=${secret}`];

        const masked = maskAddress(
          `https://api.test${path}${parameter}?${secret}=${secret}#${secret}`,
        );

        expect(masked.length, secret).toBeLessThan(80);
        expect(masked).not.toContain(secret.slice(0, 12));
        expect(masked).not.toContain(secret.slice(-12));
      }
    }
  });

  it('cuts a long address before the part where it ends, which may be a secret', () => {
    const start = `https://api.test/${'v1/'.repeat(50)}`;
    // The first four letters of the secret would look like a word.
    const filler = `${'a'.repeat(2048 - start.length - 5)}/`;

    expect(maskAddress(`${start}${filler}secretsecretsecretsecret/x`)).toBe(`${start}aaaa…/…`);
    expect(maskAddress(`${start}${'a/'.repeat(1_000_000)}`)).toMatch(/^https:\/\/api\.test\/.*…$/);
    expect(maskAddress(`https://${'a'.repeat(3000)}`)).toBe('…');
  });
});
