/** An authorization server's metadata, from the lab's server and from odd ones. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readIssuer } from '../../src/discovery/read-issuer';
import { badIssuer } from '../lab/apis/oauth/bad-oauth-modes.mjs';
import { labFetch } from '../lab/apis/oauth/lab-fetch.mjs';
import { startLab } from '../lab/lab.mjs';

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
const read = (issuer: string) => readIssuer(new URL(issuer), labFetch(lab) as typeof fetch);

/** Reads the metadata of a server that has these documents and no other. */
async function readFrom(documents: Readonly<Record<string, () => Response>>) {
  const asked: string[] = [];
  const found = readIssuer(new URL(ISSUER), async (url) => {
    asked.push(String(url));
    return documents[String(url)]?.() ?? new Response('', { status: 404 });
  });
  return { found, asked };
}

describe('an issuer', () => {
  it('tells its endpoints as RFC 8414 has it', async () => {
    const mark = lab.log.mark();

    expect(await read('https://auth.ixo.test')).toEqual({
      issuer: 'https://auth.ixo.test',
      authorizationUrl: 'https://auth.ixo.test/oauth/authorize',
      tokenUrl: 'https://auth.ixo.test/oauth/token',
      deviceUrl: 'https://auth.ixo.test/oauth/device/code',
      revocationUrl: 'https://auth.ixo.test/oauth/revoke',
      issCheck: 'always',
    });
    expect(lab.log.since(mark).map(({ method, url }) => `${method} ${url}`)).toEqual([
      'GET /.well-known/oauth-authorization-server',
    ]);
  });

  it('may have an endpoint on another host: the form shows it', async () => {
    expect(await read(badIssuer('foreign-token-endpoint'))).toMatchObject({
      tokenUrl: 'https://evil.test/token',
    });
  });

  it.each([
    ['other-issuer', 'discovery-issuer-differs'],
    ['http-token-endpoint', 'discovery-unsafe'],
  ] as const)('that lies is refused: %s', async (mode, code) => {
    await expect(read(badIssuer(mode))).rejects.toMatchObject({ code });
  });

  it('that has no document is told', async () => {
    await expect(read('https://bad-auth.test/none')).rejects.toMatchObject({
      code: 'discovery-not-found',
    });
  });

  it('is asked for the document of OpenID where it has no other', async () => {
    const { found, asked } = await readFrom({ [OIDC]: () => Response.json(METADATA) });

    expect(await found).toEqual({
      issuer: ISSUER,
      authorizationUrl: `${ISSUER}/authorize`,
      tokenUrl: `${ISSUER}/token`,
      issCheck: 'if-sent',
    });
    expect(asked).toEqual([OAUTH2, OIDC]);
  });

  it('may have a page for every address that it does not know', async () => {
    const { found } = await readFrom({
      [OAUTH2]: () => new Response(HTML, { headers: { 'Content-Type': 'text/html' } }),
      [OIDC]: () => Response.json(METADATA),
    });

    expect(await found).toMatchObject({ tokenUrl: `${ISSUER}/token` });
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
    'https://auth.test/Tenant',
    'http://auth.test/tenant',
    'https://evil.test/tenant',
  ])('that calls itself %s is another', async (issuer) => {
    const { found } = await readFrom({ [OAUTH2]: () => Response.json({ ...METADATA, issuer }) });

    await expect(found).rejects.toMatchObject({ code: 'discovery-issuer-differs' });
  });

  it('is not taken in letters that look like others', async () => {
    const found = readIssuer(new URL('https://xn--bcher-kva.test'), async () =>
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
    '',
    42,
    null,
  ])('is refused whole with %j for an endpoint', async (token_endpoint) => {
    const { found } = await readFrom({
      [OAUTH2]: () => Response.json({ ...METADATA, token_endpoint }),
    });

    await expect(found).rejects.toMatchObject({ code: 'discovery-unsafe' });
  });

  it('on this computer may be asked by plain http', async () => {
    const issuer = 'http://localhost:8080';

    const found = await readIssuer(new URL(issuer), async () =>
      Response.json({ issuer, token_endpoint: `${issuer}/token` }),
    );

    expect(found).toMatchObject({ issuer, tokenUrl: `${issuer}/token` });
  });

  it('that does not answer is asked once', async () => {
    let questions = 0;
    const down = async () => {
      questions += 1;
      throw new TypeError('Failed to fetch');
    };

    await expect(readIssuer(new URL(ISSUER), down)).rejects.toMatchObject({
      code: 'discovery-unanswered',
    });
    expect(questions).toBe(1);
  });
});
