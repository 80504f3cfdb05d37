/** Shared files as others may send them: damaged, newer, with more than Keybearer writes. */
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/domain/errors';
import { isShareFile } from '../../../src/domain/share';
import { readShare, reviewOf } from '../../../src/exchange/share/read-share';
import { proves } from '../../support/proves';
import fc from '../../support/seeded-fast-check';

const HEADER = { scheme: 'bearer', fields: {}, asks: ['token'], paths: [], methods: [] };
const PROFILE = {
  name: 'Sandbox',
  colour: 'grey',
  sites: [{ url: 'https://api.test', path: '/v1' }],
  headers: [HEADER],
  callers: [],
  strict: false,
  ownForms: false,
  ownPictures: false,
  allowCache: false,
  allowHttp: false,
};
const FILE = { format: 'keybearer-share', version: 1, profiles: [PROFILE] };

const textOf = (file: object) => JSON.stringify(file);
const withProfile = (more: object) => textOf({ ...FILE, profiles: [{ ...PROFILE, ...more }] });
const withHeader = (more: object) => withProfile({ headers: [{ ...HEADER, ...more }] });

function problemOf(text: string) {
  try {
    readShare(text);
  } catch (error) {
    if (error instanceof AppError) return [error.code, error.problem];
    throw error;
  }
  return undefined;
}

function reviewed(text: string) {
  const [first] = readShare(text).share.profiles;
  if (!first) throw new Error('There is no profile.');
  return reviewOf(first, false);
}

describe('readShare', () => {
  it.each([
    ['no JSON', '{"format":"keybearer-share"', 'import-unreadable'],
    ['another format', textOf({ ...FILE, format: 'other' }), 'import-unreadable'],
    ['a later version', textOf({ ...FILE, version: 2, more: [] }), 'share-newer'],
    ['an unknown part', withProfile({ picks: [] }), 'import-unreadable'],
    ['no header', withProfile({ headers: [] }), 'import-unreadable'],
    ['no profile', textOf({ ...FILE, profiles: [] }), 'import-unreadable'],
    ['a number as text', withProfile({ name: 7 }), 'import-unreadable'],
    ['too long', `${textOf(FILE)}${' '.repeat(8 * 1024 * 1024)}`, 'import-too-large'],
  ])('refuses %s', (_, text, problem) => {
    expect(problemOf(text)).toEqual(['import-refused', problem]);
  });

  it('gives one digest for each content, whatever the order and the spaces', () => {
    const { digest } = readShare(textOf(FILE));
    const turned = Object.fromEntries(Object.entries(FILE).toReversed());

    expect(readShare(JSON.stringify(turned, null, 7)).digest).toBe(digest);
    expect(readShare(withProfile({ name: 'sandbox' })).digest).not.toBe(digest);
    // An ignored secret is not imported, but it is another file.
    expect(readShare(withHeader({ fields: { token: 'theirs' } })).digest).not.toBe(digest);
  });

  it('takes no secret and no unknown field of a file, and asks for it', () => {
    const text = withHeader({ fields: { token: 'theirs', other: 'x' }, asks: [] });

    expect(readShare(text).share.profiles[0]?.headers[0]?.fields).toEqual({});
    expect(reviewed(text).headers[0]?.asks).toEqual(['token']);
  });

  it('throws nothing else, and changes no prototype', () => {
    const keys = fc.constantFrom('__proto__', 'constructor', 'profiles', 'fields', 'version');
    fc.assert(
      fc.property(fc.json(), keys, fc.json(), (whole, key, part) => {
        problemOf(whole);
        problemOf(textOf({ ...FILE, [key]: JSON.parse(part) }));
        problemOf(`{"format":"keybearer-share","${key}":${part}}`);
        problemOf(withHeader({ fields: JSON.parse(`{"${key}":"x"}`) }));
        expect(Object.keys(Object.prototype)).toEqual([]);
        expect(({} as { polluted?: string }).polluted).toBeUndefined();
      }),
    );
  });

  it('is told by the content alone', () => {
    expect([textOf(FILE), ' \n{"format":"keybearer-share"}'].map(isShareFile)).toEqual([
      true,
      true,
    ]);
    const others = ['', 'keybearer-share', '{"format":"x","a":"keybearer-share"}', 'null', '[]'];
    expect(others.map(isShareFile)).toEqual(others.map(() => false));
  });
});

describe('the review of a shared file', () => {
  it('names each server that a typed secret goes to', () => {
    const fields = { tokenUrl: 'https://login.elsewhere.test/token', clientId: 'c' };
    const text = withHeader({
      scheme: 'oauth2-client-credentials',
      fields,
      asks: ['clientSecret'],
    });

    expect(reviewed(text).headers[0]).toMatchObject({
      servers: ['https://login.elsewhere.test'],
      asks: ['clientSecret'],
    });
  });

  it('asks for both fields of Basic if the user name may be a key', () => {
    const text = withHeader({ scheme: 'basic', fields: {}, asks: ['username'] });

    expect(reviewed(text).headers[0]?.asks).toEqual(['username', 'password']);
  });

  proves('T12', 'a shared file names what an import turns off or cannot take', (tried) => {
    const wide = {
      callers: ['https://app.test'],
      ownForms: true,
      ownPictures: true,
      allowCache: true,
      allowHttp: true,
      strict: true,
    };
    expect(reviewed(withProfile(wide))).toMatchObject({
      turnedOff: ['callers', 'ownForms', 'ownPictures', 'allowCache', 'allowHttp'],
      strict: true,
    });
    const problems = [
      [
        withProfile({ sites: [{ url: 'http://api.test', path: '' }], allowHttp: true }),
        'site-http',
      ],
      [withProfile({ sites: [{ url: '*', path: '' }] }), 'site-not-a-url'],
      [withProfile({ sites: [{ url: 'https://a:b@api.test', path: '' }] }), 'site-user-info'],
      [withHeader({ paths: ['/v2'] }), 'path-outside-site'],
      [withHeader({ scheme: 'later' }), 'scheme-unknown'],
    ] as const;
    for (const [text, problem] of problems) {
      expect(reviewed(text).problem).toBe(problem);
      tried();
    }
  });
});
