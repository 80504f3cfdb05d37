/** Requests of a source as profiles: credentials only, each at its origin. */
import { describe, expect, it } from 'vitest';
import {
  credentialsByPlace,
  type FoundRequest,
  type RequestOptions,
} from '../../../src/exchange/draft/credential-requests';
import type { FoundHeader } from '../../../src/exchange/draft/found';

const reading = { entry() {}, async pause() {} };
const bearer = (token: string): FoundHeader => ({ schemeId: 'bearer', fields: { token } });
const custom = (headerName: string, value = 'x'): FoundHeader => ({
  schemeId: 'custom-header',
  fields: { headerName, value },
});
const request = (url: string, ...headers: FoundHeader[]): FoundRequest => ({
  name: '',
  url,
  headers,
  remarks: [],
  place: url,
});

async function read(requests: readonly FoundRequest[], options?: RequestOptions) {
  const { profiles, remarks } = await credentialsByPlace(requests, reading, options);
  return {
    profiles: profiles.map(({ draft }) => [
      draft.name,
      draft.sites.map(({ url, path }) => url + path).join(' '),
      draft.headers.map(({ fields }) => Object.values(fields ?? {}).join('=')).join(' '),
    ]),
    remarks: [...profiles.flatMap((each) => each.remarks), ...remarks].map(({ code }) => code),
  };
}

describe('credentialsByPlace', () => {
  it('makes one profile for each origin, and leaves out what is no credential', async () => {
    const read1 = await read([
      request('https://a.test/v1/x', bearer('one'), custom('Accept'), custom('User-Agent')),
      request('https://a.test/v2/y', bearer('one'), custom('X-Session-Token', 's')),
      request('https://b.test/', bearer('one')),
      request('https://c.test/', custom('Accept')),
    ]);

    expect(read1).toEqual({
      profiles: [
        ['a.test', 'https://a.test', 'one X-Session-Token=s'],
        ['b.test', 'https://b.test', 'one'],
      ],
      remarks: [],
    });
  });

  it('narrows to the common path where two credentials for one header meet', async () => {
    const { profiles } = await read([
      request('https://a.test/admin/users', bearer('admin')),
      request('https://a.test/admin/users/7?x=/y', bearer('admin'), custom('X-Key', 'k')),
      request('https://a.test/shop/{id}/cart', bearer('shop'), custom('X-Key', 'k')),
      request('https://a.test/shop/list', bearer('shop')),
    ]);

    expect(profiles).toEqual([
      ['a.test', 'https://a.test/admin/users', 'admin X-Key=k'],
      ['a.test /shop', 'https://a.test/shop', 'shop X-Key=k'],
    ]);
  });

  it('numbers what no path tells apart', async () => {
    const { profiles } = await read([
      request('https://a.test/', bearer('one')),
      request('https://a.test/', bearer('two')),
      request('https://a.test/', bearer('three')),
    ]);

    expect(profiles.map(([name]) => name)).toEqual(['a.test', 'a.test (2)', 'a.test (3)']);
  });

  it('takes the latest of two on one path, if the other never comes again', async () => {
    const refreshed = [
      request('https://a.test/me', bearer('old')),
      request('https://a.test/list', bearer('old')),
      request('https://a.test/me', bearer('new')),
    ];

    expect(await read(refreshed, { latestWins: true })).toEqual({
      profiles: [['a.test', 'https://a.test', 'new']],
      remarks: ['duplicate'],
    });
    expect((await read(refreshed)).profiles).toHaveLength(2);
    const inTurns = [...refreshed, request('https://a.test/list', bearer('old'))];
    expect((await read(inTurns, { latestWins: true })).profiles).toHaveLength(2);
    const apart = [
      request('https://a.test/x', bearer('one')),
      request('https://a.test/y', bearer('two')),
    ];
    expect((await read(apart, { latestWins: true })).profiles).toHaveLength(2);
  });

  it('sends user info as Basic, or tells that it is left out', async () => {
    expect(
      await read([
        request('https://ada:l%40ve@a.test/'),
        request('https://ada:love@b.test/', bearer('one')),
      ]),
    ).toEqual({
      profiles: [
        ['a.test', 'https://a.test', 'ada=l@ve'],
        ['b.test', 'https://b.test', 'one'],
      ],
      remarks: ['user-info', 'user-info'],
    });
  });

  it('keeps a credential without a place, and the remarks of requests without one', async () => {
    const open = { ...request('{{base}}/x', bearer('one')), name: 'API' };
    const cookie = {
      ...request('https://a.test/'),
      remarks: [{ code: 'in-cookie', place: 'a' } as const],
    };

    expect(await read([open, cookie])).toEqual({
      profiles: [['API', '', 'one']],
      remarks: ['variable-unresolved', 'site-missing', 'in-cookie'],
    });
  });

  it('counts each request', async () => {
    let entries = 0;
    const requests = Array.from({ length: 250 }, (_, index) => request(`https://a.test/${index}`));
    await credentialsByPlace(requests, { ...reading, entry: () => void entries++ });

    expect(entries).toBe(250);
  });
});
