import { describe, expect, it } from 'vitest';
import { parseProfile } from '../../../src/app/profiles/parse-profile';
import type { Collection, Environment } from '../../../src/exchange/collection/collection';
import { readCollections } from '../../../src/exchange/collection/read-collections';
import type { SourceAuth } from '../../../src/exchange/collection/source-auth';
import { rounds } from '../../support/proves';
import fc from '../../support/seeded-fast-check';
import { outline } from '../outline';

const TOKEN: SourceAuth = { kind: 'bearer', token: '{{token}}' };

function collection(part: Partial<Collection>): Collection {
  return { name: 'API', syntax: 'mustache', requests: [], folders: [], ...part };
}

function environment(name: string, variables: Record<string, string>): Environment {
  return { name, variables: new Map(Object.entries(variables)) };
}

const reading = () => {
  let entries = 0;
  return {
    entry() {
      entries += 1;
    },
    pause: () => Promise.resolve(),
    count: () => entries,
  };
};

async function linesOf(part: Partial<Collection>, ...environments: readonly Environment[]) {
  const read = await readCollections([collection(part)], environments, reading());
  return outline({ ...read, format: 'postman' });
}

describe('environments', () => {
  const REQUESTS = [
    { name: 'Own', url: '{{base}}/x', auth: TOKEN },
    { name: 'Shared', url: 'https://shared.test/x', auth: { kind: 'bearer', token: 's' } as const },
  ];

  it('make a profile each, and one for what is equal in all', async () => {
    expect(
      await linesOf(
        { requests: REQUESTS },
        environment('dev', { base: 'https://dev.test', token: 'd' }),
        environment('live', { base: 'https://live.test', token: 'l' }),
      ),
    ).toEqual([
      'ready: API · dev @ https://dev.test: bearer token=d',
      'ready: API @ https://shared.test: bearer token=s',
      'ready: API · live @ https://live.test: bearer token=l',
    ]);
  });

  it('share a profile if only some are equal, named after those', async () => {
    const same = { base: 'https://test.test', token: 't' };

    expect(
      await linesOf(
        { requests: REQUESTS.slice(0, 1) },
        environment('dev', same),
        environment('live', { base: 'https://live.test', token: 'l' }),
        environment('ci', same),
      ),
    ).toEqual([
      'ready: API · dev, ci @ https://test.test: bearer token=t',
      'ready: API · live @ https://live.test: bearer token=l',
    ]);
  });

  it('have names whose characters stand for nothing else', async () => {
    const same = { base: 'https://test.test', token: 't' };

    const lines = await linesOf(
      { requests: REQUESTS.slice(0, 1) },
      environment('dev', same),
      environment("$& $'", same),
      environment('live', { base: 'https://live.test', token: 'l' }),
    );

    expect(lines[0]).toBe("ready: API · dev, $& $' @ https://test.test: bearer token=t");
  });

  it('bring no secret in their names, and neither do collections', async () => {
    const secret = 'https://ada:pa55word@a.test/?key=k3y';
    const requests = [{ name: 'R', url: 'https://a.test', auth: TOKEN }];

    const read = await readCollections(
      [collection({ name: secret, requests })],
      [environment(secret, { other: 'x' })],
      reading(),
    );
    const alone = await readCollections([], [environment(secret, {})], reading());

    for (const each of [read, alone]) {
      expect(JSON.stringify(each)).not.toMatch(/pa55word|k3y/);
    }
  });

  it('make a name that a profile may have, of pairs of surrogates too', async () => {
    const same = { base: 'https://test.test', token: 't' };
    const read = await readCollections(
      [collection({ requests: REQUESTS.slice(0, 1) })],
      [
        environment('a', same),
        environment('😀'.repeat(40), same),
        environment('c', { base: 'https://live.test', token: 'l' }),
      ],
      reading(),
    );

    for (const { draft } of read.profiles)
      expect(() => parseProfile(draft, undefined, 0)).not.toThrow();
  });

  it('are stronger than defaults, and weaker than the variables of folders and requests', async () => {
    const request = (name: string, variables?: Record<string, string>) => ({
      name,
      url: `https://${name}.test`,
      auth: TOKEN,
      ...(variables && { variables: new Map(Object.entries(variables)) }),
    });

    expect(
      await linesOf(
        {
          defaults: new Map([['token', 'of-defaults']]),
          requests: [request('a'), request('b', { token: 'of-request' })],
          folders: [
            {
              name: 'F',
              variables: new Map([['token', 'of-folder']]),
              requests: [request('c')],
              folders: [],
            },
          ],
        },
        environment('dev', { token: 'of-environment' }),
      ),
    ).toEqual([
      'ready: API · dev @ https://a.test: bearer token=of-environment',
      'ready: API · dev @ https://b.test: bearer token=of-request',
      'ready: API · dev @ https://c.test: bearer token=of-folder',
    ]);
  });

  it('count each request once', async () => {
    const counting = reading();

    await readCollections(
      [collection({ requests: REQUESTS })],
      [environment('dev', {}), environment('live', {})],
      counting,
    );

    expect(counting.count()).toBe(2);
  });

  it('are refused if there are thousands of them', async () => {
    const many = Array.from({ length: 1000 }, (_, index) => environment(`e${index}`, {}));
    const requests = Array.from({ length: 101 }, () => ({ name: 'x', url: 'https://a.test' }));

    await expect(
      readCollections([collection({ requests })], many, reading()),
    ).rejects.toMatchObject({ code: 'import-refused', problem: 'import-too-many' });
  });
});

describe('inheritance', () => {
  const at = (host: string, part: object = {}) => ({
    name: host,
    url: `https://${host}.test`,
    ...part,
  });
  const key = (value: string) => ({ name: 'X-API-Key', value });

  it('goes from the collection through folders, and ends at `none`', async () => {
    expect(
      await linesOf({
        auth: { kind: 'bearer', token: 'collection' },
        requests: [at('a'), at('b', { auth: { kind: 'none' } })],
        folders: [
          {
            name: 'F',
            auth: { kind: 'bearer', token: 'folder' },
            requests: [at('c')],
            folders: [{ name: 'G', requests: [at('d')], folders: [] }],
          },
        ],
      }),
    ).toEqual([
      'ready: API @ https://a.test: bearer token=collection',
      'ready: API @ https://c.test: bearer token=folder',
      'ready: API @ https://d.test: bearer token=folder',
    ]);
  });

  it('hands headers down, unless a nearer one has the name', async () => {
    expect(
      await linesOf({
        headers: [key('collection')],
        requests: [at('a'), at('b', { headers: [{ name: 'x-api-key', value: 'request' }] })],
      }),
    ).toEqual([
      'ready: API @ https://a.test: api-key headerName=X-API-Key key=collection',
      'ready: API @ https://b.test: api-key headerName=x-api-key key=request',
    ]);
  });

  it.each([
    [false, 'auth'],
    [true, 'header'],
  ])('sends one Authorization header (headersBeatAuth: %s)', async (headersBeatAuth, token) => {
    const headers = [{ name: 'authorization', value: 'Bearer header' }];
    const auth: SourceAuth = { kind: 'bearer', token: 'auth' };

    expect(await linesOf({ headersBeatAuth, requests: [at('a', { headers, auth })] })).toEqual([
      `ready: API @ https://a.test: bearer token=${token}`,
    ]);
  });

  it('refuses folders that are nested too deeply', async () => {
    let folder = { name: 'F', requests: [], folders: [] as object[] };
    for (let depth = 0; depth < 200; depth++) folder = { ...folder, folders: [folder] };

    await expect(linesOf(folder as Partial<Collection>)).rejects.toMatchObject({
      problem: 'import-too-deep',
    });
  });
});

describe('what is told', () => {
  it('names the folder in place of many requests', async () => {
    const requests = Array.from({ length: 30 }, (_, index) => ({
      name: `R${index}`,
      url: 'https://a.test',
      headers: [{ name: 'Authorization', value: 'Bearer {{gone}}' }],
    }));

    expect(await linesOf({ folders: [{ name: 'F', requests, folders: [] }] })).toEqual([
      'not ready: API @ https://a.test: bearer - variable-unresolved (API / F)',
    ]);
  });

  it('is nothing for requests and headers without a credential', async () => {
    expect(
      await linesOf({
        requests: [
          { name: 'Unknown host', url: '{{base}}/x' },
          {
            name: 'Ordinary headers',
            url: 'https://a.test',
            headers: [
              { name: 'X-Request-Id', value: '{{$guid}}' },
              { name: 'Host', value: 'a.test' },
            ],
          },
        ],
      }),
    ).toEqual([]);
  });

  it('is a key in the query of an address, by its place', async () => {
    const requests = [{ name: 'Q', url: 'https://a.test/?page=1&access_token={{token}}' }];

    expect(await linesOf({ requests })).toEqual(['in-query (API / Q)']);
  });

  it('keeps no placeholder of a user name and password in an address', async () => {
    const requests = [{ name: 'U', url: 'https://{{user}}:{{password}}@a.test/x' }];

    const [line = ''] = await linesOf({ requests });
    expect(line).toMatch(/^not ready: API @ https:\/\/a\.test: basic - /);
    expect(line).not.toContain('{{');
  });
});

describe('any collection', () => {
  const text = fc.constantFrom('SECRET-1', '{{a}}', '{{b}}', '{{loop}}', '<<a>>', 'ada', '', '$X');
  const auth = fc.oneof(
    fc.record({ kind: fc.constant('bearer' as const), token: text, word: text }),
    fc.record({ kind: fc.constant('basic' as const), username: text, password: text }),
    fc.record({ kind: fc.constant('basic-line' as const), text }),
    fc.record({
      kind: fc.constant('api-key' as const),
      name: fc.constantFrom('X-API-Key', 'Authorization', '{{b}}', 'Cookie'),
      value: text,
      sentIn: fc.constantFrom('header' as const, 'query' as const),
    }),
    fc.record({
      kind: fc.constant('oauth2' as const),
      grant: fc.constantFrom('client-credentials' as const, 'other' as const, undefined),
      tokenUrl: fc.constantFrom('https://login.test/token', '{{b}}', ''),
      clientId: text,
      clientSecret: text,
      accessToken: text,
      scope: text,
    }),
  );
  const url = fc.constantFrom(
    'https://a.test/x',
    '{{b}}/x',
    'https://{{b}}.test',
    'https://ada:SECRET-1@a.test',
  );

  it('makes no placeholder a credential, and puts no secret into a remark', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(auth, url), { maxLength: 5 }), async (pairs) => {
        const requests = pairs.map(([own, address]) => ({ name: 'R', url: address, auth: own }));
        const variables = new Map([
          ['a', 'SECRET-2'],
          ['loop', '{{loop}}'],
        ]);

        const { profiles, remarks } = await readCollections(
          [collection({ requests, variables })],
          [],
          reading(),
        );

        const told = [...remarks, ...profiles.flatMap((profile) => profile.remarks)];
        expect(JSON.stringify(told)).not.toContain('SECRET');
        for (const { draft, isReady } of profiles) {
          const values = draft.headers.flatMap(({ fields = {} }) => Object.values(fields));
          expect(values.join(' ')).not.toMatch(/\{\{|<<|\$X/);
          if (isReady) expect(JSON.stringify(draft.sites)).not.toContain('{{');
        }
      }),
      { numRuns: rounds({ short: 300, full: 3000 }) },
    );
  });
});
