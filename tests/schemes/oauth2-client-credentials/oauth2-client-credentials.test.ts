import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/domain/errors';
import { oauth2ClientCredentials as scheme } from '../../../src/schemes/oauth2-client-credentials/oauth2-client-credentials';

const FIELDS = {
  tokenUrl: 'https://auth.example.com/oauth/token',
  clientId: 'client one',
  clientSecret: 'se:cret +%',
};
const NOW = 1_587_674_497_000;

interface Asked {
  readonly url: string;
  readonly authorization: string | null;
  readonly body: Readonly<Record<string, string>>;
}

/** A token endpoint with this answer, and the requests to it. */
function endpoint(answer: () => Response | Promise<Response>) {
  const asked: Asked[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    asked.push({
      url: request.url,
      authorization: request.headers.get('Authorization'),
      body: Object.fromEntries(new URLSearchParams(await request.text())),
    });
    return answer();
  };
  return { asked, context: { now: () => NOW, fetch } };
}

const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/json', ...headers },
  });
const token = (more: object = {}) => json({ access_token: 'at', token_type: 'Bearer', ...more });

async function obtain(fields: object, answer: () => Response | Promise<Response>) {
  const { asked, context } = endpoint(answer);
  const credential = scheme.parse({ ...FIELDS, ...fields });
  const answered = await scheme.grant?.obtain(credential, context);
  return { asked, obtained: answered?.token };
}

async function failureOf(answer: () => Response | Promise<Response>): Promise<AppError> {
  try {
    await obtain({}, answer);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('It was answered.');
}

describe('the client credentials grant', () => {
  it('asks as RFC 6749 §4.4.2 has it, the secret in a header whose parts are form-encoded', async () => {
    const { asked } = await obtain({ scope: ' a b ' }, () => token());

    // RFC 6749 §2.3.1 and Appendix B.
    const pair = btoa('client+one:se%3Acret+%2B%25');
    expect(asked).toEqual([
      {
        url: FIELDS.tokenUrl,
        authorization: `Basic ${pair}`,
        body: { grant_type: 'client_credentials', scope: 'a b' },
      },
    ]);
  });

  it('sends the secret in the body where the server wants it there', async () => {
    const { asked } = await obtain({ clientAuth: 'post' }, () => token());

    expect(asked[0]).toMatchObject({
      authorization: null,
      body: { client_id: 'client one', client_secret: 'se:cret +%' },
    });
  });

  it('says audience, resource and what else the server wants', async () => {
    const { asked } = await obtain(
      { audience: 'api', resource: 'https://api.example.com', parameters: 'tenant = x y\n\nq=1=2' },
      () => token(),
    );

    expect(asked[0]?.body).toEqual({
      grant_type: 'client_credentials',
      audience: 'api',
      resource: 'https://api.example.com',
      tenant: 'x y',
      q: '1=2',
    });
  });

  it('is renewed early, and not always at the same moment', async () => {
    const moments = new Set<number>();
    for (let round = 0; round < 20; round++) {
      const { obtained } = await obtain({}, () => token({ expires_in: 100 }));
      expect(obtained).toMatchObject({ value: 'at', obtainedAt: NOW, expiresAt: NOW + 100_000 });
      expect(obtained?.renewAt).toBeGreaterThanOrEqual(NOW + 70_000);
      expect(obtained?.renewAt).toBeLessThan(NOW + 80_000);
      moments.add(obtained?.renewAt ?? 0);
    }
    expect(moments.size).toBeGreaterThan(1);
  });

  it('has no end that the server has not said, and is renewed within the hour', async () => {
    const { obtained } = await obtain({}, () => token());

    expect(obtained).not.toHaveProperty('expiresAt');
    expect(obtained?.renewAt).toBeLessThan(NOW + 60 * 60_000);
  });

  it('takes a token that the server has called text', async () => {
    const text = '{"access_token":"at","token_type":"Bearer"}';

    const { obtained } = await obtain({}, () => new Response(text));

    expect(obtained?.value).toBe('at');
  });

  it.each([
    ['token-unavailable', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['token-unavailable', () => new Response('', { status: 500 })],
    ['token-unavailable', () => json({ error: 'invalid_client' }, 503)],
    ['token-unavailable', () => json({ error: 'slow_down' }, 429)],
    ['token-client-refused', () => json({ error: 'invalid_client' }, 401)],
    ['token-request-refused', () => json({ error: 'unauthorized_client' }, 400)],
    [
      'token-client-refused',
      () => new Response('', { status: 401, headers: { 'WWW-Authenticate': 'Basic realm="x"' } }),
    ],
    ['token-request-refused', () => json({ error: 'invalid_scope' }, 400)],
    ['token-request-refused', () => json({ error: 'invalid_target' }, 400)],
    ['token-unreadable', () => json({})],
    ['token-unreadable', () => json({ access_token: 7, token_type: 'Bearer' })],
    [
      'token-unreadable',
      () => new Response('<h1>Sign in</h1>', { headers: { 'Content-Type': 'text/html' } }),
    ],
    [
      'token-unreadable',
      () => new Response('', { status: 307, headers: { Location: 'https://elsewhere.example/' } }),
    ],
  ])('ends in %s, case %#', async (code, answer) => {
    const error = await failureOf(answer);

    expect(error.code).toBe(code);
    expect(`${error.message} ${error.cause}`).not.toContain('se:cret');
  });

  it.each([
    ['120', 120_000],
    [new Date(NOW + 90_000).toUTCString(), 90_000],
    [new Date(NOW - 90_000).toUTCString(), 0],
    ['soon', undefined],
  ])('knows when it may ask again: %s', async (header, wanted) => {
    const error = await failureOf(() => json({}, 429, { 'Retry-After': header }));

    expect(error.retryAfter).toBe(wanted);
  });
});

describe('the credential', () => {
  it.each([
    ['tokenUrl', '', 'required'],
    ['tokenUrl', 'auth.example.com/token', 'endpoint-not-a-url'],
    ['tokenUrl', 'ftp://auth.example.com/token', 'endpoint-not-a-url'],
    ['tokenUrl', 'http://auth.example.com/token', 'endpoint-http'],
    ['tokenUrl', 'https://me:pw@auth.example.com/token', 'endpoint-user-info'],
    ['issuer', 'auth.example.com', 'endpoint-not-a-url'],
    ['issuer', 'http://auth.example.com', 'endpoint-http'],
    ['issuer', 'https://me:pw@auth.example.com', 'endpoint-user-info'],
    ['issuer', 'https://auth.example.com?', 'issuer-query'],
    ['issuer', 'https://auth.example.com/#', 'issuer-query'],
    ['clientId', ' ', 'required'],
    ['clientSecret', '', 'required'],
    ['parameters', 'no value', 'parameter-syntax'],
    ['parameters', 'empty=', 'parameter-syntax'],
    ['parameters', 'grant_type=password', 'parameter-owned'],
    ['parameters', 'a=1\nclient_secret=x', 'parameter-owned'],
    ['parameters', 'two words=x', 'parameter-syntax'],
  ])('is refused where %s is %j: %s', (field, value, problem) => {
    expect(() => scheme.parse({ ...FIELDS, [field]: value })).toThrow(
      expect.objectContaining({ code: 'credential-invalid', field, problem }),
    );
  });

  // One expression for the whole line took more steps for these than a day has time for.
  it('takes as many steps as a parameter has characters, however many of them are blank', () => {
    const value = `b${' '.repeat(1_000_000)}c`;

    expect(scheme.parse({ ...FIELDS, parameters: `a = ${value} ` })).toMatchObject({
      parameters: { a: value },
    });
    expect(() => scheme.parse({ ...FIELDS, parameters: `a${value}` })).toThrow(
      expect.objectContaining({ problem: 'parameter-syntax' }),
    );
  });

  it('has its issuer as it is spelled, and asks it nothing', async () => {
    const credential = scheme.parse({ ...FIELDS, issuer: ' https://auth.example.com ' });

    expect(credential).toMatchObject({ issuer: 'https://auth.example.com' });
    expect(scheme.parse({ ...FIELDS, issuer: ' ' })).not.toHaveProperty('issuer');
    expect(scheme.grant?.endpoints(credential)).toEqual([FIELDS.tokenUrl]);
  });

  it('may go to this computer by plain http, and nowhere else', async () => {
    const local = scheme.parse({ ...FIELDS, tokenUrl: 'http://localhost:9000/token' });
    const { context, asked } = endpoint(() => token());

    await scheme.grant?.obtain(local, context);
    // A vault that was tampered with could hold this address.
    const remote = { ...local, tokenUrl: 'http://auth.example.com/token' };

    await expect(scheme.grant?.obtain(remote, context)).rejects.toThrow();
    expect(asked.map(({ url }) => url)).toEqual(['http://localhost:9000/token']);
  });

  it('makes a header of the token, and none without', async () => {
    const credential = scheme.parse(FIELDS);

    const issued = await scheme.issue(credential, {
      now: NOW,
      token: { value: 'at', obtainedAt: NOW, expiresAt: NOW + 1, renewAt: NOW },
    });

    expect(issued).toEqual({
      headers: [{ name: 'Authorization', value: 'Bearer at' }],
      expiresAt: NOW + 1,
    });
    await expect(scheme.issue(credential, { now: NOW })).rejects.toMatchObject({
      code: 'token-pending',
    });
  });
});
