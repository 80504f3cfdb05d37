import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readChallenges } from '../../src/domain/challenge';

/** Each challenge as a pair: `scheme` and its parameters. */
function read(...lines: string[]) {
  const headers = lines.map((line) => ['www-authenticate', line] as const);
  return readChallenges(headers).map(({ scheme, parameters }) => [
    scheme,
    Object.fromEntries(parameters),
  ]);
}

describe('readChallenges', () => {
  // RFC 9110 §11.6.1.
  it('reads the example of the RFC', () => {
    expect(
      read('Newauth realm="apps", type=1, title="Login to \\"apps\\"", Basic realm="simple"'),
    ).toEqual([
      ['Newauth', { realm: 'apps', type: '1', title: 'Login to "apps"' }],
      ['Basic', { realm: 'simple' }],
    ]);
  });

  it.each([
    // RFC 7617 §2.1, RFC 6750 §3, RFC 9728 §5.1.
    ['Basic realm="foo", charset="UTF-8"', [['Basic', { realm: 'foo', charset: 'UTF-8' }]]],
    [
      'Bearer realm="example", error="invalid_token", error_description="The access token expired"',
      [
        [
          'Bearer',
          {
            realm: 'example',
            error: 'invalid_token',
            error_description: 'The access token expired',
          },
        ],
      ],
    ],
    // A challenge without parameters, and one with a token68.
    ['Negotiate', [['Negotiate', {}]]],
    [
      'Negotiate, NTLM',
      [
        ['Negotiate', {}],
        ['NTLM', {}],
      ],
    ],
    [
      'Negotiate YIIB+/a==, Basic realm="x"',
      [
        ['Negotiate', {}],
        ['Basic', { realm: 'x' }],
      ],
    ],
    ['Negotiate YIIB', [['Negotiate', {}]]],
    ['Negotiate YWI=', [['Negotiate', {}]]],
    ['Negotiate YQ==', [['Negotiate', {}]]],
    // Commas, equal signs and names of schemes inside of quotes.
    ['Basic realm="a, Bearer b=c"', [['Basic', { realm: 'a, Bearer b=c' }]]],
    [
      'Digest nonce="n==", qop="auth, auth-int", algorithm=MD5, Digest realm="b"',
      [
        ['Digest', { nonce: 'n==', qop: 'auth, auth-int', algorithm: 'MD5' }],
        ['Digest', { realm: 'b' }],
      ],
    ],
    ['Basic realm=""', [['Basic', { realm: '' }]]],
    ['Basic realm="back\\\\slash"', [['Basic', { realm: 'back\\slash' }]]],
    // White space and empty elements, which a recipient has to bear (§5.6.1.2, §11.2).
    ['Basic realm = "x" , charset\t=\t"UTF-8"', [['Basic', { realm: 'x', charset: 'UTF-8' }]]],
    [', ,Basic realm="x",,', [['Basic', { realm: 'x' }]]],
    // Case: of a scheme it is kept, of a name it is not.
    ['bEARER Realm=x', [['bEARER', { realm: 'x' }]]],
    // Malformed, but seen on real servers: no comma, a bare URL, a name twice.
    ['Basic realm="x" charset="UTF-8"', [['Basic', { realm: 'x', charset: 'UTF-8' }]]],
    [
      'Bearer realm=https://auth.test/token?a=b,service=registry',
      [['Bearer', { realm: 'https://auth.test/token?a=b', service: 'registry' }]],
    ],
    ['Basic realm="first", realm="second"', [['Basic', { realm: 'first' }]]],
    // Only the unreadable part is skipped.
    [
      'Bearer error="x", @@@, Basic realm="y"',
      [
        ['Bearer', { error: 'x' }],
        ['Basic', { realm: 'y' }],
      ],
    ],
    ['Bearer error="x" oops, scope=y', [['Bearer', { error: 'x', scope: 'y' }]]],
    ['Bearer realm="never closed, Basic realm=y', [['Bearer', {}]]],
    ['realm="of no scheme"', []],
    ['401 Unauthorized', []],
    ['"', []],
    ['\\', []],
    [',', []],
    ['', []],
    ['Bearer __proto__="x"', [['Bearer', Object.fromEntries([['__proto__', 'x']])]]],
  ])('reads %j', (line, challenges) => {
    expect(read(line)).toEqual(challenges);
  });

  it('reads several lines as one', () => {
    expect(
      read('Basic realm="security" charset="UTF-8"', 'Bearer realm="security"', 'ApiKey'),
    ).toEqual([
      ['Basic', { realm: 'security', charset: 'UTF-8' }],
      ['Bearer', { realm: 'security' }],
      ['ApiKey', {}],
    ]);
  });

  it('reads several lines that Firefox has joined by a line feed', () => {
    const lines = ['Negotiate', 'Basic realm="a, b"', 'Bearer error="invalid_token"'];

    expect(read(lines.join('\n'))).toEqual(read(...lines));
    expect(read(lines.join('\n'))).toHaveLength(3);
  });

  it('reads no other header', () => {
    expect(readChallenges([['proxy-authenticate', 'Basic realm="proxy"']])).toEqual([]);
  });

  it('reads 8 KiB at most', () => {
    expect(read(`Basic realm="${'x'.repeat(8_100)}", Bearer realm="seen"`)).toHaveLength(2);
    expect(read(`Basic realm="${'x'.repeat(8_192)}", Bearer realm="seen"`)).toEqual([
      ['Basic', {}],
    ]);
  });

  it('throws for no line, and ends soon', () => {
    const pieces = fc.constantFrom(
      'Basic',
      ' ',
      ',',
      '=',
      '"',
      '\\',
      'a',
      '@',
      '\t',
      'a="b"',
      '==',
    );
    const lines = fc.array(fc.oneof(pieces, fc.string()), { maxLength: 60 });

    fc.assert(
      fc.property(lines, (line) => void read(line.join(''))),
      { numRuns: 2_000 },
    );
  });

  it('reads what it is given in the form of the RFC', () => {
    const token = fc.stringMatching(/^[a-z][a-z0-9!#$&^_-]{0,9}$/);
    const value = fc.string({ unit: 'grapheme-ascii', maxLength: 20 });
    const challenge = fc.tuple(
      token,
      fc.dictionary(token, value, { maxKeys: 4, noNullPrototype: true }),
    );

    fc.assert(
      fc.property(fc.array(challenge, { maxLength: 4 }), (challenges) => {
        const line = challenges.map(([scheme, parameters]) => {
          const written = Object.entries(parameters).map(
            ([name, text]) => `${name}="${text.replace(/["\\]/g, '\\$&')}"`,
          );
          return `${scheme} ${written.join(', ')}`;
        });

        expect(read(line.join(', '))).toEqual(challenges);
      }),
    );
  });
});
