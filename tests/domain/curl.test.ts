import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { curlCommand } from '../../src/domain/curl';
import type { Header } from '../../src/domain/header';

const BEARER: Header = { name: 'Authorization', value: 'Bearer secret-canary-71' };
const KEY: Header = { name: 'X-API-Key', value: 'secret-canary-72' };

const curl = (url: string, headers: readonly Header[] = [BEARER], method = 'GET') =>
  curlCommand({ url: new URL(url), method, headers });

/** The arguments that a real shell calls curl with, after setting the variables to these values. */
function argumentsIn(command: string, variables: Readonly<Record<string, string>> = {}): string[] {
  // A NUL ends each argument: no argument has one.
  const script = `curl() { printf '%s\\0' "$@"; }\n${command}`;
  const output = execFileSync('sh', ['-c', script], { env: variables, encoding: 'utf8' });
  return output.split('\0').slice(0, -1);
}

describe('curlCommand', () => {
  it('leaves a variable in the place of the secret', () => {
    expect(curl('https://api.test/v1?a=b&c=d')).toBe(
      `curl -H "Authorization: Bearer $KEYBEARER_SECRET" 'https://api.test/v1?a=b&c=d'`,
    );
  });

  it('takes the whole value of any other header for the secret', () => {
    expect(curl('https://api.test/', [KEY])).toBe(
      `curl -H "X-API-Key: $KEYBEARER_SECRET" 'https://api.test/'`,
    );
  });

  it('has one variable for each header', () => {
    expect(curl('https://api.test/', [BEARER, KEY])).toBe(
      `curl -H "Authorization: Bearer $KEYBEARER_SECRET" -H "X-API-Key: $KEYBEARER_SECRET_2" 'https://api.test/'`,
    );
  });

  it.each([
    ['Basic', 'Basic YWJjZDoxMjM0', 'Basic $KEYBEARER_SECRET'],
    ['Token', 'Token abc', 'Token $KEYBEARER_SECRET'],
    ['a word that may be a part of the secret', 'correct horse battery', '$KEYBEARER_SECRET'],
    ['no word', 'abc', '$KEYBEARER_SECRET'],
    ['nothing behind the word', 'Bearer', '$KEYBEARER_SECRET'],
  ])('keeps the word of the scheme, and no other: %s', (_, value, kept) => {
    const command = curl('https://api.test/', [{ name: 'authorization', value }]);

    expect(command).toBe(`curl -H "authorization: ${kept}" 'https://api.test/'`);
  });

  it.each([
    ['GET', []],
    ['HEAD', ['-I']],
    ['POST', ['-X', 'POST']],
    ['DELETE', ['-X', 'DELETE']],
  ])('says the method: %s', (method, options) => {
    expect(argumentsIn(curl('https://api.test/', [], method))).toEqual([
      ...options,
      'https://api.test/',
    ]);
  });

  it('leaves out the fragment, which is never sent', () => {
    expect(argumentsIn(curl('https://api.test/v1#token=abc', []))).toEqual(['https://api.test/v1']);
  });

  it.each(['https://[::1]:8443/', 'https://api.test/?a={b}', 'https://api.test/?a[]=1'])(
    'keeps curl from reading a list of addresses in %s',
    (url) => {
      expect(argumentsIn(curl(url, []))).toEqual(['-g', url]);
    },
  );

  // A URL keeps all of these unencoded in its path.
  it.each(["it's", "''", "'$(touch x)'", '$(id)', '$HOME', '!!', '~', '*', '&&', ';', '(a)', '\\'])(
    'is safe in a shell with %s in the address',
    (part) => {
      const url = new URL(`https://api.test/${part}?q=${part}`);

      expect(argumentsIn(curl(url.href, []))).toEqual([url.href]);
    },
  );

  it.each(['`id`', 'a b', 'ü', '日本', '"'])('is safe with %s, which a URL escapes', (part) => {
    const [address] = argumentsIn(curl(`https://api.test/${part}`, []));

    expect(decodeURIComponent(new URL(address ?? '').pathname)).toBe(`/${part}`);
  });

  it('is read by a shell as meant, with any address, name and value', () => {
    // RFC 9110 §5.6.2.
    const token = fc.string({
      unit: fc.constantFrom(..."!#$%&'*+-.^_`|~09AZaz"),
      minLength: 1,
      maxLength: 12,
    });
    const url = fc
      .tuple(fc.string(), fc.string())
      .map(([path, query]) => `https://api.test/${path}?${query}`)
      .filter((text) => URL.canParse(text))
      .map((text) => new URL(text));
    // A shell variable holds no NUL.
    const secret = fc.string({ minLength: 1 }).map((text) => text.replaceAll('\0', ''));

    fc.assert(
      fc.property(token, url, secret, (name, address, value) => {
        fc.pre(name.toLowerCase() !== 'authorization');
        const command = curl(address.href, [{ name, value: 'secret-canary-73' }]);

        const wanted = new URL(address);
        wanted.hash = '';
        expect(command).not.toContain('canary');
        expect(argumentsIn(command, { KEYBEARER_SECRET: value }).slice(-3)).toEqual([
          '-H',
          `${name}: ${value}`,
          wanted.href,
        ]);
      }),
      // Each starts a shell.
      { numRuns: 60 },
    );
  });
});
