/** The IXO stand-in answers as its document, RFC 6750 and the RateLimit draft say. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startLab } from '../lab.mjs';
import { askLab, WEB_SOCKET_HEADERS } from '../server/ask-lab.mjs';
import { IXO_API_KEY, IXO_SUBJECT, IXO_TOKENS } from './ixo-tokens.mjs';

const ORIGIN = 'https://api.ixo.test';

/** Every challenge starts with this (RFC 9728 §5.1). */
const CHALLENGE = `Bearer realm="ixo", resource_metadata="${ORIGIN}/.well-known/oauth-protected-resource"`;

let now = Date.now();
/** @type {import('../lab.mjs').Lab} */
let lab;

beforeEach(async () => {
  now = Date.now();
  lab = await startLab({ now: () => now });
});

afterEach(() => lab.stop());

/**
 * @param {string} path
 * @param {Record<string, string | string[]>} [headers]
 * @param {string} [method]
 */
function ask(path, headers = {}, method = 'GET') {
  return askLab(lab, ORIGIN + path, { headers, method });
}

/** @param {string} token */
const bearer = (token) => ({ authorization: `Bearer ${token}` });

describe('plain http', () => {
  it.each(['/', '/v1/entities', '/v1/networks', '/none'])('is refused at %s', async (path) => {
    const headers = { ...bearer(IXO_TOKENS.jwt), 'x-api-key': IXO_API_KEY };

    const answer = await askLab(lab, `http://api.ixo.test${path}`, { headers });

    expect(answer.status).toBe(403);
    expect(answer.headers.location).toBeUndefined();
    expect(JSON.parse(answer.text)).toMatchObject({ error: 'https_required' });
    expect(lab.log.entries).toMatchObject([{ protocol: 'http', url: path, status: 403 }]);
  });
});

describe('bearer endpoints', () => {
  it.each(/** @type {const} */ (['opaque', 'jwt', 'jwtEs256', 'readOnly']))(
    'take the token "%s"',
    async (name) => {
      expect((await ask('/v1/entities', bearer(IXO_TOKENS[name]))).status).toBe(200);
    },
  );

  it('tell whose token it is', async () => {
    const answer = await ask('/v1/session', bearer(IXO_TOKENS.readOnly));

    expect(JSON.parse(answer.text)).toEqual({
      subject: IXO_SUBJECT,
      scopes: ['entities:read', 'claims:read'],
    });
  });

  // RFC 6750 §3: without any authentication information the challenge names no error.
  it.each([{}, { authorization: 'Basic YTpi' }, { authorization: `Token ${IXO_TOKENS.jwt}` }])(
    'challenge %j without an error code',
    async (headers) => {
      const answer = await ask('/v1/entities', headers);

      expect(answer.status).toBe(401);
      expect(answer.headers['www-authenticate']).toBe(CHALLENGE);
    },
  );

  it.each([
    [IXO_TOKENS.expired, 'The access token expired'],
    [IXO_TOKENS.forged, 'The signature of the access token is wrong'],
    [IXO_API_KEY, 'The access token is unknown'],
  ])('refuse %s: %s', async (token, description) => {
    const answer = await ask('/v1/entities', bearer(token));

    expect(answer.status).toBe(401);
    expect(answer.headers['www-authenticate']).toBe(
      `${CHALLENGE}, error="invalid_token", error_description="${description}"`,
    );
  });

  it.each([
    { authorization: 'Bearer' },
    { authorization: `Bearer Bearer ${IXO_TOKENS.jwt}` },
    { authorization: [`Bearer ${IXO_TOKENS.jwt}`, `Bearer ${IXO_TOKENS.jwt}`] },
  ])('cannot read %j', async (headers) => {
    const answer = await ask('/v1/entities', headers);

    expect(answer.status).toBe(400);
    expect(answer.headers['www-authenticate']).toContain('error="invalid_request"');
  });

  it('want the scope for writing', async () => {
    const refused = await ask('/v1/claims', bearer(IXO_TOKENS.readOnly), 'POST');

    expect(refused.status).toBe(403);
    expect(refused.headers['www-authenticate']).toContain(
      'error="insufficient_scope", error_description="The access token does not cover this request"' +
        ', scope="claims:write"',
    );
    expect((await ask('/v1/claims', bearer(IXO_TOKENS.readOnly))).status).toBe(200);
    expect((await ask('/v1/claims', bearer(IXO_TOKENS.jwt), 'POST')).status).toBe(200);
  });

  it('judge a token by the clock of the lab', async () => {
    now += 25 * 60 * 60_000;

    expect((await ask('/v1/entities', bearer(IXO_TOKENS.jwt))).status).toBe(401);
    expect((await ask('/v1/entities', bearer(IXO_TOKENS.opaque))).status).toBe(200);
  });
});

describe('/v1/events', () => {
  it('sends two events and lets a client that has both go', async () => {
    const headers = bearer(IXO_TOKENS.jwt);

    const first = await ask('/v1/events', headers);
    const again = await ask('/v1/events', { ...headers, 'last-event-id': '2' });

    expect(first.headers['content-type']).toBe('text/event-stream');
    expect(first.text.match(/^data: /gm)).toHaveLength(2);
    expect(again.status).toBe(204);
    expect((await ask('/v1/events')).status).toBe(401);
  });

  it('opens a WebSocket for a token only', async () => {
    const open = await ask('/v1/events', { ...WEB_SOCKET_HEADERS, ...bearer(IXO_TOKENS.jwt) });
    const refused = await ask('/v1/events', WEB_SOCKET_HEADERS);

    expect([open.status, refused.status]).toEqual([101, 401]);
    expect(lab.log.entries.map(({ status }) => status)).toEqual([101, 401]);
    // RFC 6455 §1.3, for the key of its example.
    expect(open.headers['sec-websocket-accept']).toBe('s3pPLMBiTxaQ9kYGzzhZRbK+xOo=');
  });
});

describe('/v1/search', () => {
  const search = () => ask('/v1/search?q=soil', bearer(IXO_TOKENS.jwt));

  it('counts down, refuses, and starts again', async () => {
    for (const remaining of [4, 3, 2, 1, 0]) {
      const { status, headers } = await search();
      expect(status).toBe(200);
      expect(headers['ratelimit-policy']).toBe('"search";q=5;w=60');
      expect(headers.ratelimit).toBe(`"search";r=${remaining};t=60`);
    }
    now += 17_001;
    const refused = await search();
    now += 43_000;
    const later = await search();

    expect(refused.status).toBe(429);
    expect(refused.headers['retry-after']).toBe('43');
    expect(refused.headers.ratelimit).toBe('"search";r=0;t=43');
    expect(later.status).toBe(200);
  });

  it('counts each token for itself', async () => {
    for (let count = 0; count < 6; count += 1) await search();

    expect((await search()).status).toBe(429);
    expect((await ask('/v1/search', bearer(IXO_TOKENS.opaque))).status).toBe(200);
  });
});

describe('other endpoints', () => {
  it('/v1/networks wants the API key in X-API-Key', async () => {
    expect((await ask('/v1/networks', { 'x-api-key': IXO_API_KEY })).status).toBe(200);
    for (const headers of [{}, { 'x-api-key': 'other' }, bearer(IXO_TOKENS.jwt)]) {
      expect((await ask('/v1/networks', headers)).status).toBe(401);
    }
  });

  it('/v1/admin/nodes refuses the address, with every token', async () => {
    const answer = await ask('/v1/admin/nodes', bearer(IXO_TOKENS.jwt));

    expect(answer.status).toBe(403);
    expect(answer.headers['www-authenticate']).toBeUndefined();
    expect(JSON.parse(answer.text)).toMatchObject({ error: 'ip_not_allowed' });
  });

  it('shows its page to anybody', async () => {
    expect((await ask('/')).headers['content-type']).toContain('text/html');
  });
});
