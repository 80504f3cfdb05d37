import { describe, expect, it } from 'vitest';
import { curlRequests } from '../../../src/exchange/curl/curl-requests';
import { unknownValue } from '../../../src/exchange/curl/unknown';

const urlsOf = (...args: string[]) => curlRequests(args).map(({ url }) => url);

describe('curlRequests', () => {
  it.each([
    ['joined short options', ['-sSLH', 'X-A: 1', 'https://a.test'], [{ name: 'X-A', value: '1' }]],
    ['a joined value', ['-HX-A: 1', 'https://a.test'], [{ name: 'X-A', value: '1' }]],
    ['a long option', ['--header', 'X-A:1', 'https://a.test'], [{ name: 'X-A', value: '1' }]],
    ['an empty header', ['-H', 'X-A;', 'https://a.test'], []],
    ['a removed header', ['-H', 'X-A:', 'https://a.test'], []],
    ['headers of a file', ['-H', '@file', 'https://a.test'], []],
    ['headers of a proxy', ['--proxy-header', 'X-A: 1', 'https://a.test'], []],
  ])('reads %s', (_, args, headers) => {
    expect(curlRequests(args)).toEqual([
      expect.objectContaining({ url: 'https://a.test', headers }),
    ]);
  });

  it.each([
    [
      'a value of another option',
      ['-o', 'https://b.test', '-A', 'x', 'https://a.test'],
      ['https://a.test'],
    ],
    ['an address behind the options', ['--', 'https://a.test'], ['https://a.test']],
    ['--url', ['--url', 'https://a.test', 'https://b.test'], ['https://a.test', 'https://b.test']],
    ['no protocol', ['a.test/x'], ['http://a.test/x']],
    ['a default protocol', ['--proto-default', 'https', 'a.test'], ['https://a.test']],
    ['a host that means ftp', ['ftp.a.test'], ['ftp://ftp.a.test']],
    [
      'a set and a range',
      ['https://{a,b}.test/[01-03:2]'],
      ['https://a.test/01', 'https://a.test/03', 'https://b.test/01', 'https://b.test/03'],
    ],
    [
      'a range of letters',
      ['https://a.test/[a-c]'],
      ['https://a.test/a', 'https://a.test/b', 'https://a.test/c'],
    ],
    ['an escaped bracket', ['https://a.test/\\[1-2\\]'], ['https://a.test/[1-2]']],
    ['brackets with -g', ['-g', 'https://a.test/[1-2]'], ['https://a.test/[1-2]']],
    [
      'an unknown value',
      [`https://a.test/${unknownValue('ID')}`],
      [`https://a.test/${unknownValue('ID')}`],
    ],
    ['too many addresses', ['https://a.test/[1-101]'], ['']],
    ['another server by --resolve', ['--resolve', 'a.test:443:10.0.0.1', 'https://a.test'], ['']],
    ['an address that may belong to an unknown option', ['--unknown', 'https://a.test'], ['']],
    ['an address behind a known switch', ['--no-keepalive', 'https://a.test'], ['https://a.test']],
  ])('finds the address: %s', (_, args, urls) => {
    expect(urlsOf(...args)).toEqual(urls);
  });

  it.each([
    ['-u', ['-u', 'ada:b:c'], { username: 'ada', password: 'b:c' }],
    ['-u without password', ['-u', 'ada'], { username: 'ada' }],
    ['-u with a header', ['-u', 'ada:b', '-H', 'Authorization: Token x'], undefined],
    ['-u with the header taken out', ['-u', 'ada:b', '-H', 'Authorization:'], undefined],
    ['-u with a bearer token', ['-u', 'ada:b', '--oauth2-bearer', 'x'], undefined],
    ['-u with digest', ['-u', 'ada:b', '--digest'], undefined],
    [
      '-u with digest switched off again',
      ['-u', 'ada:b', '--digest', '--no-digest'],
      { username: 'ada', password: 'b' },
    ],
    ['-u of the request before', ['-u', 'ada:b', 'https://b.test', '--next'], undefined],
    ['the user of a proxy', ['-U', 'ada:b'], undefined],
  ])('takes the user of %s', (_, args, basic) => {
    expect(curlRequests([...args, 'https://a.test']).at(-1)?.basic).toEqual(basic);
  });

  it('sends no user name of the address beside another credential', () => {
    expect(urlsOf('-H', 'Authorization: Token x', 'https://ada:b@a.test/')).toEqual([
      'https://a.test/',
    ]);
  });

  it('leaves an address alone about which programs disagree', () => {
    expect(urlsOf('-u', 'ada:b', 'https://a.test\\@b.test/')).toEqual(['https://a.test\\@b.test/']);
  });
});

describe('a command that multiplies', () => {
  const repeated = (count: number, ...words: readonly string[]) =>
    Array.from({ length: count }, (_, index) => words.map((word) => `${word}${index}`)).flat();
  const tooMany = expect.objectContaining({ code: 'import-refused', problem: 'import-too-many' });

  it('is refused before each address has its own copy of each header', () => {
    const headers = repeated(5_000, '-HX-Key: ');

    expect(() => curlRequests([...headers, ...repeated(5_000, 'https://a.test/')])).toThrow(
      tooMany,
    );
    const remarks = Array.from({ length: 5_000 }, (_, index) => `-Fa${index}token=x`);
    expect(() => curlRequests([...remarks, ...repeated(5_000, 'https://a.test/')])).toThrow(
      tooMany,
    );
  });

  it('is refused at its first address too many', () => {
    const sets = repeated(200, 'https://[1-99].test/');

    expect(() => curlRequests(sets)).toThrow(tooMany);
    expect(() => curlRequests(sets.flatMap((url) => [url, '--next']))).toThrow(tooMany);
  });

  it('shares its headers and remarks among its addresses', () => {
    const requests = curlRequests([
      '-HX-Key: k',
      '-Fpassword=p',
      '-Fpassword=q',
      ...repeated(2, 'a.test/'),
    ]);

    expect(requests[0]?.headers).toBe(requests[1]?.headers);
    expect(requests[0]?.remarks).toBe(requests[1]?.remarks);
    expect(requests[0]?.remarks).toHaveLength(1);
  });
});
