/** An authorization server's metadata, from the lab's server and from odd ones. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readIssuer } from '../../src/discovery/read-issuer';
import { badIssuer } from '../lab/apis/oauth/bad-oauth-modes.mjs';
import { labFetch } from '../lab/apis/oauth/lab-fetch.mjs';
import { startLab } from '../lab/lab.mjs';
import { proves } from '../support/proves';

const ISSUER = 'https://auth.test/tenant';
/** RFC 8414 §3.1 puts it before the path, OpenID Connect Discovery 1.0 §4.1 behind. */
const OAUTH2 = 'https://auth.test/.well-known/oauth-authorization-server/tenant';
const OIDC = 'https://auth.test/tenant/.well-known/openid-configuration';
const METADATA = {
  issuer: ISSUER,
  authorization_endpoint: `${ISSUER}/authorize`,
  token_endpoint: `${ISSUER}/token`,
};
const HTML = '<!doctype html><title>Sign in</title>';

let lab: Awaited<ReturnType<typeof startLab>>;

beforeAll(async () => {
  lab = await startLab();
});

afterAll(() => lab?.stop());

// Cast: as far as discovery uses it.
const read = (issuer: string) => readIssuer(issuer, labFetch(lab) as typeof fetch);

/** Reads the metadata of a server that has these documents and no other. */
async function readFrom(documents: Readonly<Record<string, () => Response>>, issuer = ISSUER) {
  const asked: string[] = [];
  const found = readIssuer(issuer, async (url) => {
    asked.push(String(url));
    return documents[String(url)]?.() ?? new Response('', { status: 404 });
  });
  return { found, asked };
}

describe('an issuer', () => {
  it('tells its endpoints as RFC 8414 has it', async () => {
    const mark = lab.log.mark();

    expect(await read('https://auth.ixo.test')).toEqual({
      metadata: {
        issuer: 'https://auth.ixo.test',
        authorizationUrl: 'https://auth.ixo.test/oauth/authorize',
        tokenUrl: 'https://auth.ixo.test/oauth/token',
        deviceUrl: 'https://auth.ixo.test/oauth/device/code',
        revocationUrl: 'https://auth.ixo.test/oauth/revoke',
        issCheck: 'always',
      },
      leftOut: [],
    });
    expect(lab.log.since(mark).map(({ method, url }) => `${method} ${url}`)).toEqual([
      'GET /.well-known/oauth-authorization-server',
    ]);
  });

  it('may have an endpoint on another host: the form shows it', async () => {
    expect(await read(badIssuer('foreign-token-endpoint'))).toMatchObject({
      metadata: { tokenUrl: 'https://evil.test/token' },
    });
  });

  it('that gives an unsafe token endpoint is refused', async () => {
    await expect(read(badIssuer('http-token-endpoint'))).rejects.toMatchObject({
      code: 'discovery-unsafe',
    });
  });

  proves(
    'T17',
    'that describes another issuer tells that name, and nothing else',
    async (tried) => {
      expect(await read(badIssuer('other-issuer'))).toEqual({
        callsItself: 'https://auth.ixo.test',
      });
      tried();
    },
  );

  it('that has no document is told', async () => {
    await expect(read('https://bad-auth.test/none')).rejects.toMatchObject({
      code: 'discovery-not-found',
    });
  });

  it('is asked for the document of OpenID where it has no other', async () => {
    const { found, asked } = await readFrom({ [OIDC]: () => Response.json(METADATA) });

    expect(await found).toEqual({
      metadata: {
        issuer: ISSUER,
        authorizationUrl: `${ISSUER}/authorize`,
        tokenUrl: `${ISSUER}/token`,
        issCheck: 'if-sent',
      },
      leftOut: [],
    });
    expect(asked).toEqual([OAUTH2, OIDC]);
  });

  it('may have a page for every address that it does not know', async () => {
    const { found } = await readFrom({
      [OAUTH2]: () => new Response(HTML, { headers: { 'Content-Type': 'text/html' } }),
      [OIDC]: () => Response.json(METADATA),
    });

    expect(await found).toMatchObject({ metadata: { tokenUrl: `${ISSUER}/token` } });
  });

  it.each([
    ['HTML', () => new Response(HTML)],
    ['a list', () => Response.json([])],
    ['nothing of its name', () => Response.json({ token_endpoint: `${ISSUER}/token` })],
    ['a name that is no address', () => Response.json({ ...METADATA, issuer: 'auth' })],
    ['more than anybody needs', () => Response.json({ ...METADATA, x: 'x'.repeat(300_000) })],
  ])('that answers with %s cannot be read', async (_, answer) => {
    const { found } = await readFrom({ [OAUTH2]: answer });

    await expect(found).rejects.toMatchObject({ code: 'discovery-unreadable' });
  });

  it.each([
    'https://auth.test',
    'https://auth.test/tenant/',
    'https://auth.test/Tenant',
    'http://localhost/tenant',
    'https://evil.test/tenant',
  ])('that calls itself %s fills in nothing, and tells that name', async (issuer) => {
    const { found, asked } = await readFrom({
      [OAUTH2]: () => Response.json({ ...METADATA, issuer }),
    });

    expect(await found).toEqual({ callsItself: issuer });
    expect(asked).toEqual([OAUTH2, OIDC]);
  });

  it('of another name in the first place may be the right one in the second', async () => {
    const { found } = await readFrom({
      [OAUTH2]: () => Response.json({ ...METADATA, issuer: 'https://auth.test' }),
      [OIDC]: () => Response.json(METADATA),
    });

    expect(await found).toMatchObject({ metadata: { issuer: ISSUER } });
  });

  it('of two other names tells the one that differs by a slash alone', async () => {
    const { found } = await readFrom({
      [OAUTH2]: () => Response.json({ ...METADATA, issuer: 'https://auth.test' }),
      [OIDC]: () => Response.json({ ...METADATA, issuer: `${ISSUER}/` }),
    });

    expect(await found).toEqual({ callsItself: `${ISSUER}/` });
  });

  it.each([
    'http://auth.test/tenant',
    'https://me:pw@auth.test/tenant',
    'https://auth.test/tenant?x',
    'https://auth.test/{tenant}',
    'https://bücher.test',
    `https://auth.test/${'x'.repeat(2_000)}`,
  ])('that calls itself %s has no name to propose', async (issuer) => {
    const { found } = await readFrom({ [OAUTH2]: () => Response.json({ ...METADATA, issuer }) });

    await expect(found).rejects.toMatchObject({ code: 'discovery-issuer-differs' });
  });

  it('is not taken in letters that look like others', async () => {
    const found = readIssuer('https://xn--bcher-kva.test', async () =>
      Response.json({ issuer: 'https://bücher.test' }),
    );

    await expect(found).rejects.toMatchObject({ code: 'discovery-issuer-differs' });
  });

  it.each([
    'http://auth.test/token',
    'https://auth.test@evil.test/token',
    'javascript:alert(1)',
    `https://auth.test/${'x'.repeat(2_000)}`,
    '/token',
    42,
  ])('is refused whole with %j for its token endpoint', async (token_endpoint) => {
    const { found } = await readFrom({
      [OAUTH2]: () => Response.json({ ...METADATA, token_endpoint }),
    });

    await expect(found).rejects.toMatchObject({ code: 'discovery-unsafe' });
  });

  describe.each([
    ['authorization_endpoint', 'authorizationUrl'],
    ['device_authorization_endpoint', 'deviceUrl'],
    ['revocation_endpoint', 'revocationUrl'],
  ])('and its %s', (member, name) => {
    const whole = {
      ...METADATA,
      device_authorization_endpoint: `${ISSUER}/device`,
      revocation_endpoint: `${ISSUER}/revoke`,
    };
    const readWith = async (value: unknown) => {
      const { found } = await readFrom({
        [OAUTH2]: () => Response.json({ ...whole, [member]: value }),
      });
      const answer = await found;
      if (!('metadata' in answer)) throw new Error('no metadata');
      return answer;
    };

    it.each([null, ''])('is absent as %j, and all others are there', async (value) => {
      const { [member]: _, ...others } = whole as Readonly<Record<string, string>>;
      const { found } = await readFrom({ [OAUTH2]: () => Response.json(others) });

      expect(await readWith(value)).toEqual(await found);
    });

    it.each([
      'http://auth.test/x',
      'https://auth.test@evil.test/x',
      'javascript:alert(1)',
      '/relative',
      42,
      ['https://auth.test/x'],
    ])('is left out as %j, and all others are there', async (value) => {
      const { metadata, leftOut } = await readWith(value);

      expect(leftOut).toEqual([name]);
      expect(metadata).not.toHaveProperty(name);
      expect(Object.keys(metadata)).toHaveLength(5);
    });
  });

  it.each([null, ''])('may have %j for its token endpoint: none is filled in', async (none) => {
    const { found } = await readFrom({
      [OAUTH2]: () => Response.json({ ...METADATA, token_endpoint: none, scopes_supported: null }),
    });

    expect(await found).toEqual({
      metadata: {
        issuer: ISSUER,
        authorizationUrl: `${ISSUER}/authorize`,
        issCheck: 'if-sent',
      },
      leftOut: [],
    });
  });

  it('on this computer may be asked by plain http', async () => {
    const issuer = 'http://localhost:8080';

    const found = await readIssuer(issuer, async () =>
      Response.json({ issuer, token_endpoint: `${issuer}/token` }),
    );

    expect(found).toMatchObject({ metadata: { issuer, tokenUrl: `${issuer}/token` } });
  });

  it('that does not answer is asked once', async () => {
    let questions = 0;
    const down = async () => {
      questions += 1;
      throw new TypeError('Failed to fetch');
    };

    await expect(readIssuer(ISSUER, down)).rejects.toMatchObject({
      code: 'discovery-unanswered',
    });
    expect(questions).toBe(1);
  });
});

describe('an issuer of every tenant', () => {
  const HOST = 'https://login.microsoftonline.com';
  const TEMPLATE = `${HOST}/{tenantid}/v2.0`;

  /** Reads `issuer` from a server that calls itself `ownName` in the OpenID document. */
  async function readTenants(issuer: string, ownName: string) {
    const { found } = await readFrom(
      {
        [`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`]: () =>
          Response.json({ issuer: ownName, token_endpoint: `${HOST}/common/oauth2/v2.0/token` }),
      },
      issuer,
    );
    return found;
  }

  it.each([`${HOST}/common/v2.0`, `${HOST}/organizations/v2.0`, `${HOST}/common/v2.0/`])(
    'is taken at %s, and said',
    async (issuer) => {
      expect(await readTenants(issuer, TEMPLATE)).toEqual({
        metadata: {
          issuer,
          tokenUrl: `${HOST}/common/oauth2/v2.0/token`,
          issCheck: 'if-sent',
        },
        leftOut: [],
        isForEveryTenant: true,
      });
    },
  );

  proves('T17', 'is taken for exactly this template on this host', async (tried) => {
    for (const [issuer, ownName] of [
      [`${HOST}/common/v2.0`, `${HOST}/{tenant}/v2.0`],
      [`${HOST}/common/v2.0`, `${HOST}/{tenantid}/v2.0/`],
      [`${HOST}/common/v2.0`, 'https://login.microsoftonline.us/{tenantid}/v2.0'],
      [`${HOST}/consumers/v2.0`, TEMPLATE],
      [`${HOST}/common`, TEMPLATE],
      [`${HOST}/x/common/v2.0`, TEMPLATE],
      ['https://login.microsoftonline.com.evil.test/common/v2.0', TEMPLATE],
      ['https://evil.test/common/v2.0', 'https://evil.test/{tenantid}/v2.0'],
    ] as const) {
      await expect(readTenants(issuer, ownName), `${issuer} ${ownName}`).rejects.toMatchObject({
        code: 'discovery-issuer-differs',
      });
      tried();
    }
  });
});

describe('a redirect', () => {
  const SLASHED = `${OAUTH2}/`;
  const sentTo =
    (Location: string, status = 301) =>
    () =>
      new Response('', { status, headers: { Location } });
  /** A redirect as `fetch` shows it if the browser does not tell where it leads. */
  const hidden = () => Object.defineProperty(Response.error(), 'type', { value: 'opaqueredirect' });

  it.each([
    ['to the same address with a slash', sentTo(SLASHED), SLASHED],
    ['to a relative address', sentTo('/metadata', 308), 'https://auth.test/metadata'],
    ['that the browser hides: the slash is tried', hidden, SLASHED],
  ])('within the origin is followed: %s', async (_, redirect, target) => {
    const { found, asked } = await readFrom({
      [OAUTH2]: redirect,
      [target]: () => Response.json(METADATA),
    });

    expect(await found).toMatchObject({ metadata: { issuer: ISSUER } });
    expect(asked).toEqual([OAUTH2, target]);
  });

  it('is followed once', async () => {
    const { found, asked } = await readFrom({
      [OAUTH2]: sentTo(SLASHED),
      [SLASHED]: sentTo(OAUTH2),
    });

    await expect(found).rejects.toMatchObject({ code: 'discovery-not-found' });
    expect(asked).toEqual([OAUTH2, SLASHED, OIDC]);
  });

  proves('T17', 'to another origin is not followed', async (tried) => {
    for (const location of [
      'https://evil.test/metadata',
      '//evil.test/metadata',
      'https://auth.test:444/metadata',
      'http://auth.test/metadata',
      'https://sub.auth.test/metadata',
      'https://auth.test@evil.test/metadata',
      'https://me:pw@auth.test/metadata',
      'javascript:alert(1)',
      'https://',
    ]) {
      const { found, asked } = await readFrom({ [OAUTH2]: sentTo(location) });

      await expect(found, location).rejects.toMatchObject({ code: 'discovery-not-found' });
      expect(asked, location).toEqual([OAUTH2, OIDC]);
      tried();
    }
  });
});
