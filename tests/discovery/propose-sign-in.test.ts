/** An API's proposal of where to sign in, honest or not, against the lab. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { proposeSignIn } from '../../src/discovery/propose-sign-in';
import { badResource, LIES, type LieName } from '../lab/apis/oauth/bad-api.mjs';
import { labFetch } from '../lab/apis/oauth/lab-fetch.mjs';
import { startLab } from '../lab/lab.mjs';
import { proves } from '../support/proves';

let lab: Awaited<ReturnType<typeof startLab>>;
let fetch: typeof globalThis.fetch;

beforeAll(async () => {
  lab = await startLab();
  // Cast: as far as discovery uses it.
  fetch = labFetch(lab) as typeof globalThis.fetch;
});

afterAll(() => lab?.stop());

const propose = (address: string) => proposeSignIn(new URL(address), fetch);

/** Proposes from these metadata, for `https://api.test/v1/things`. */
function proposeFrom(metadata: object, challenge = 'resource_metadata="https://api.test/meta"') {
  const answer = (url: unknown) =>
    url === 'https://api.test/meta'
      ? Response.json(metadata)
      : new Response('', { status: 401, headers: { 'WWW-Authenticate': `Bearer ${challenge}` } });
  return proposeSignIn(new URL('https://api.test/v1/things'), async (url) => answer(url));
}

const HONEST = { resource: 'https://api.test', authorization_servers: ['https://auth.test'] };

/** Lie → the refusal. */
const REFUSED: Readonly<Record<Exclude<LieName, 'none'>, string>> = {
  'foreign-metadata': 'discovery-foreign',
  'other-port': 'discovery-foreign',
  'http-metadata': 'discovery-foreign',
  'user-info': 'discovery-foreign',
  'relative-metadata': 'discovery-foreign',
  markup: 'discovery-foreign',
  script: 'discovery-foreign',
  unclosed: 'discovery-no-proposal',
  'no-challenge': 'discovery-no-proposal',
  'no-refusal': 'discovery-no-proposal',
  'sent-on': 'discovery-no-proposal',
  'other-resource': 'discovery-foreign',
  'half-a-segment': 'discovery-foreign',
  'no-resource': 'discovery-unreadable',
  'http-server': 'discovery-unsafe',
  'user-info-server': 'discovery-unsafe',
  'script-server': 'discovery-unsafe',
  'no-server': 'discovery-no-proposal',
  html: 'discovery-unreadable',
  huge: 'discovery-unreadable',
  'metadata-sent-on': 'discovery-no-proposal',
};

describe('a proposal', () => {
  it('is what the metadata of the site itself say', async () => {
    expect(await propose('https://api.ixo.test/v1/entities')).toEqual({
      servers: ['https://auth.ixo.test'],
      scopes: ['entities:read', 'claims:read', 'claims:write'],
    });
    expect(await propose(badResource('none'))).toEqual({
      servers: ['https://auth.ixo.test'],
      scopes: ['things:read', 'things:write'],
    });
  });

  it('is asked for without a credential, and only from the site', async () => {
    const mark = lab.log.mark();

    await propose(badResource('none'));

    const asked = lab.log.since(mark);
    expect(asked.map(({ host, method, url }) => `${method} ${host}${url}`)).toEqual([
      'GET bad-api.test/none/things',
      'GET bad-api.test/.well-known/oauth-protected-resource/none',
    ]);
    for (const { headers } of asked) {
      expect(headers).not.toHaveProperty('authorization');
      expect(headers).not.toHaveProperty('cookie');
    }
  });

  proves(
    'T17',
    'a site that lies proposes nothing, and no other server is asked',
    async (tried) => {
      expect(Object.keys(REFUSED).sort()).toEqual(
        Object.keys(LIES)
          .filter((lie) => lie !== 'none')
          .sort(),
      );
      for (const [lie, code] of Object.entries(REFUSED)) {
        const mark = lab.log.mark();

        // Cast: `entries` forgets the names.
        await expect(propose(badResource(lie as LieName)), lie).rejects.toMatchObject({ code });

        expect(new Set(lab.log.since(mark).map(({ host }) => host)), lie).toEqual(
          new Set(['bad-api.test']),
        );
        tried();
      }
    },
  );

  it.each([
    'https://api.test',
    'https://api.test/',
    'https://api.test/v1',
    'https://api.test/v1/',
    'https://api.test/v1/things',
  ])('covers the address by %s', async (resource) => {
    expect(await proposeFrom({ ...HONEST, resource })).toMatchObject({
      servers: ['https://auth.test'],
    });
  });

  it.each([
    'https://api.test/v',
    'https://api.test/v1/things/1',
    'https://api.test/v2/../v10',
    'https://api.test:8443',
    'https://sub.api.test',
    'https://api.test.evil.test',
    'https://u@api.test',
    'http://api.test',
    'https://api.test?x',
    'https://api.test#x',
    '/v1',
    '',
  ])('is not about the address by %j', async (resource) => {
    await expect(proposeFrom({ ...HONEST, resource })).rejects.toMatchObject({
      code: 'discovery-foreign',
    });
  });

  it('names servers in ASCII, as issuers are spelled', async () => {
    const servers = ['https://bücher.test', 'https://auth.test/tenant', 'http://localhost:8080'];

    expect(await proposeFrom({ ...HONEST, authorization_servers: servers })).toMatchObject({
      servers: ['https://xn--bcher-kva.test', 'https://auth.test/tenant', 'http://localhost:8080'],
    });
  });

  it('has no more than anybody would look at', async () => {
    const many = Array.from({ length: 500 }, (_, index) => index);

    const { servers, scopes } = await proposeFrom({
      ...HONEST,
      authorization_servers: many.map((index) => `https://auth${index % 50}.test`),
      scopes_supported: [...many.map((index) => `read${index}`), 'x'.repeat(10_000)],
    });

    expect(servers).toEqual([0, 1, 2, 3, 4].map((index) => `https://auth${index}.test`));
    expect(scopes).toHaveLength(100);
  });

  it('has no scope that would be two, or more than ASCII', async () => {
    const scopes_supported = ['read', 'a b', '', 'é', 'x"y', 'a\\b', 'api://x/.default'];

    expect(await proposeFrom({ ...HONEST, scopes_supported })).toMatchObject({
      scopes: ['read', 'api://x/.default'],
    });
  });

  // RFC 9110 §11.6.1: several challenges, other schemes, either kind of value, escapes.
  it.each([
    'realm="x, resource_metadata=y", resource_metadata="https://api.test/meta"',
    'realm="a", DPoP algs="ES256", resource_metadata="https://api.test/meta"',
    'Resource_Metadata="https://api.test/meta"',
    'error="invalid_token", resource_metadata="https://api.test\\/meta"',
  ])('is found in %s', async (challenge) => {
    expect(await proposeFrom(HONEST, challenge)).toMatchObject({ servers: ['https://auth.test'] });
  });

  it.each([
    'realm="resource_metadata=https://api.test/meta"',
    `realm="${'x'.repeat(9_000)}", resource_metadata="https://api.test/meta"`,
    'x_resource_metadata="https://api.test/meta"',
  ])('is not found in %s', async (challenge) => {
    await expect(proposeFrom(HONEST, challenge)).rejects.toMatchObject({
      code: 'discovery-no-proposal',
    });
  });

  it.each([null, 'read', [null, 'read', 42]])(
    'has only the scopes that can be read of %j',
    async (scopes) => {
      const { servers, scopes: found } = await proposeFrom({ ...HONEST, scopes_supported: scopes });

      expect(servers).toEqual(['https://auth.test']);
      expect(found).toEqual(Array.isArray(scopes) ? ['read'] : []);
    },
  );

  it('leaves out a server that cannot be asked beside one that can', async () => {
    const authorization_servers = [null, 'http://auth.test', 'https://auth.test', 42];

    expect(await proposeFrom({ ...HONEST, authorization_servers })).toMatchObject({
      servers: ['https://auth.test'],
    });
  });

  it.each([null, []])('is none where the servers are %j', async (authorization_servers) => {
    await expect(proposeFrom({ ...HONEST, authorization_servers })).rejects.toMatchObject({
      code: 'discovery-no-proposal',
    });
  });

  it('says of a site that cannot be reached that it does not answer', async () => {
    const down = async () => {
      throw new TypeError('Failed to fetch');
    };

    await expect(proposeSignIn(new URL('https://api.test'), down)).rejects.toMatchObject({
      code: 'discovery-unanswered',
    });
  });
});

describe('a site whose refusal names no metadata', () => {
  const SITE = 'https://api.test/v1/things';
  const ROOT = 'https://api.test/.well-known/oauth-protected-resource';
  const REFUSALS = [
    ['no challenge', {}],
    ['another challenge', { 'WWW-Authenticate': 'Bearer realm="api"' }],
  ] as const;

  /** Proposes from a site that has these documents and no other. */
  async function proposeWith(
    documents: Readonly<Record<string, () => Response>>,
    headers: HeadersInit = {},
    status = 401,
  ) {
    const asked: string[] = [];
    const found = await proposeSignIn(new URL(SITE), async (url) => {
      asked.push(String(url));
      if (url === SITE) return new Response('', { status, headers });
      return documents[String(url)]?.() ?? new Response('', { status: 404 });
    }).catch((error: unknown) => error);
    return { found, asked };
  }

  it.each(REFUSALS)('(%s) is asked at its well-known place', async (_, headers) => {
    const { found, asked } = await proposeWith({ [ROOT]: () => Response.json(HONEST) }, headers);

    expect(found).toMatchObject({ servers: ['https://auth.test'] });
    expect(asked).toEqual([SITE, `${ROOT}/v1/things`, ROOT]);
  });

  it('is asked at the place for the path first', async () => {
    const { found, asked } = await proposeWith({
      [`${ROOT}/v1/things`]: () => Response.json({ ...HONEST, resource: SITE }),
      [ROOT]: () => Response.json(HONEST),
    });

    expect(found).toMatchObject({ servers: ['https://auth.test'] });
    expect(asked).toEqual([SITE, `${ROOT}/v1/things`]);
  });

  it('may answer unknown addresses with a page', async () => {
    const { found } = await proposeWith({
      [`${ROOT}/v1/things`]: () => new Response('<!doctype html>'),
      [ROOT]: () => Response.json(HONEST),
    });

    expect(found).toMatchObject({ servers: ['https://auth.test'] });
  });

  it('proposes nothing if nothing is there, or if nothing was refused', async () => {
    const page = () => new Response('<!doctype html>');
    const none = { code: 'discovery-no-proposal' };

    expect((await proposeWith({})).found).toMatchObject(none);
    expect((await proposeWith({ [ROOT]: page })).found).toMatchObject(none);
    const open = await proposeWith({ [ROOT]: () => Response.json(HONEST) }, {}, 200);
    expect(open.found).toMatchObject(none);
    expect(open.asked).toEqual([SITE]);
  });

  proves('T17', 'is not believed about another resource', async (tried) => {
    for (const resource of ['https://evil.test', 'https://api.test/v2']) {
      const { found } = await proposeWith({ [ROOT]: () => Response.json({ ...HONEST, resource }) });

      expect(found, resource).toMatchObject({ code: 'discovery-foreign' });
      tried();
    }
  });

  it('follows a redirect within its origin once, to the metadata or to itself', async () => {
    const slash = (url: string) => () =>
      new Response('', { status: 301, headers: { Location: `${url}/` } });
    const { found } = await proposeWith({
      [ROOT]: slash(ROOT),
      [`${ROOT}/`]: () => Response.json(HONEST),
    });

    expect(found).toMatchObject({ servers: ['https://auth.test'] });
  });
});
