/** Answers of a token endpoint that no honest one gives: bounded or refused, and never asked for in a loop. */
import { describe, expect, it } from 'vitest';
import { oauth2ClientCredentials as scheme } from '../../../src/schemes/oauth2-client-credentials/oauth2-client-credentials';

const NOW = 1_587_674_497_000;
const YEAR_MS = 365 * 24 * 60 * 60_000;

/** JSON text, since JSON has numbers that JavaScript would not write. */
async function obtain(more: string) {
  const credential = scheme.parse({
    tokenUrl: 'https://auth.example.com/token',
    clientId: 'client',
    clientSecret: 'secret',
  });
  const body = `{"access_token":"at","token_type":"Bearer",${more}}`;
  const headers = { 'Content-Type': 'application/json' };
  const context = { now: () => NOW, fetch: async () => new Response(body, { headers }) };
  const obtained = await scheme.grant?.obtain(credential, context);
  if (!obtained) throw new Error('It has a grant.');
  return obtained;
}

describe('a token', () => {
  // 1e308 seconds are infinitely many milliseconds, which JSON stores as null.
  it.each(['1e308', '1e300', '"1e308"', '99999999999'])(
    'of %s s lives for a year',
    async (life) => {
      const { token } = await obtain(`"expires_in":${life}`);

      expect(token.expiresAt).toBe(NOW + YEAR_MS);
      expect(token.renewAt).toBeGreaterThanOrEqual(NOW + 0.7 * YEAR_MS);
      expect(token.renewAt).toBeLessThanOrEqual(NOW + 0.8 * YEAR_MS);
    },
  );

  // Decision 32. VK says 0 for a token that does not end.
  it.each(['0', '-1', '"0"', '"-1"', 'null', '""'])('of %s s has no end', async (life) => {
    const { token } = await obtain(`"expires_in":${life}`);

    expect(token).not.toHaveProperty('expiresAt');
    expect(token.renewAt).toBeLessThan(NOW + 60 * 60_000);
  });

  it.each(['"soon"', '{}', '[]', 'true'])('is none that lives for %s', async (life) => {
    await expect(obtain(`"expires_in":${life}`)).rejects.toMatchObject({
      code: 'token-unreadable',
    });
  });

  it.each(['access_token', 'refresh_token'])('is none with an endless %s', async (name) => {
    const longest = 'x'.repeat(16 * 1024);

    await expect(obtain(`"${name}":"${longest}"`)).resolves.toBeDefined();
    await expect(obtain(`"${name}":"${longest}x"`)).rejects.toMatchObject({
      code: 'token-unreadable',
    });
  });

  it.each([
    ['bearer', 'RFC 6750'],
    ['BEARER', 'RFC 6749 §5.1'],
    ['bot', 'Slack'],
    ['user', 'Slack'],
    ['BearerToken', 'Apigee'],
    ['Application Access Token', 'eBay'],
    ['User Access Token', 'eBay'],
  ])('is a bearer token by the type %s of %s', async (type, _) => {
    await expect(obtain(`"token_type":"${type}"`)).resolves.toBeDefined();
  });

  // LinkedIn and Shopify name no type.
  it.each(['null', '""'])('is a bearer token by the type %s', async (type) => {
    await expect(obtain(`"token_type":${type}`)).resolves.toBeDefined();
  });

  // RFC 9449 §5: without a proof it is good for nothing.
  it.each(['"DPoP"', '"mac"', '"N_A"', '"pop"', '"Bearer, really"', '7', '["Bearer"]', '{}'])(
    'is none by the type %s, and the type is named',
    async (type) => {
      const said = JSON.parse(type);

      await expect(obtain(`"token_type":${type}`)).rejects.toMatchObject({
        code: 'token-unreadable',
        serverSays: `token_type: ${typeof said === 'string' ? said : type}`,
      });
    },
  );
});
