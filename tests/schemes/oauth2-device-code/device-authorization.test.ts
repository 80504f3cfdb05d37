import { describe, expect, it } from 'vitest';
import { oauth2DeviceCode as scheme } from '../../../src/schemes/oauth2-device-code/oauth2-device-code';
import { NOW } from '../oauth2/lab-context';

const FIELDS = {
  deviceUrl: 'https://auth.example.com/device',
  tokenUrl: 'https://auth.example.com/token',
  clientId: 'client one',
};

// RFC 8628 §3.2, the example.
const ANSWER = {
  device_code: 'GmRhmhcxhwAzkoEqiMEg_DnyEysNkuNhszIySk9eS',
  user_code: 'WDJB-MJHT',
  verification_uri: 'https://example.com/device',
  verification_uri_complete: 'https://example.com/device?user_code=WDJB-MJHT',
  expires_in: 1800,
  interval: 5,
};

async function begin(answer: () => Response | Promise<Response>, fields: object = {}) {
  const asked: { url: string; authorization: string | null; body: object }[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    asked.push({
      url: request.url,
      authorization: request.headers.get('Authorization'),
      body: Object.fromEntries(new URLSearchParams(await request.text())),
    });
    return answer();
  };
  const credential = scheme.parse({ ...FIELDS, ...fields });
  const pending = await scheme.grant?.signIn?.begin(
    credential,
    { now: () => NOW, fetch },
    'https://not.used.test/',
  );
  return { asked, pending };
}

describe('the device authorization request', () => {
  it('gives what RFC 8628 §3.2 has as its example', async () => {
    const { pending } = await begin(() => Response.json(ANSWER));

    expect(pending).toEqual({
      step: {
        kind: 'device',
        userCode: 'WDJB-MJHT',
        verificationUri: 'https://example.com/device',
        verificationUriComplete: 'https://example.com/device?user_code=WDJB-MJHT',
        askAt: NOW + 5_000,
        expiresAt: NOW + 1_800_000,
      },
      secret: { deviceCode: ANSWER.device_code, intervalS: 5 },
    });
  });

  it('says who asks and what for', async () => {
    const { asked } = await begin(() => Response.json(ANSWER), {
      clientSecret: 'se:cret',
      scope: 'a b',
      audience: 'api',
      resource: 'https://api.example.com',
      parameters: 'tenant=x',
    });

    expect(asked).toEqual([
      {
        url: FIELDS.deviceUrl,
        authorization: `Basic ${btoa('client+one:se%3Acret')}`,
        body: {
          client_id: 'client one',
          scope: 'a b',
          audience: 'api',
          resource: 'https://api.example.com',
          tenant: 'x',
        },
      },
    ]);
  });

  it.each([
    ['javascript:alert(1)'],
    ['data:text/html,<h1>Sign in</h1>'],
    ['http://example.com/device'],
    ['https://example.com@evil.test/device'],
    ['/device'],
    ['example.com/device'],
  ])('refuses the address %s', async (address) => {
    const answered = begin(() => Response.json({ ...ANSWER, verification_uri: address }));
    await expect(answered).rejects.toMatchObject({ code: 'token-unreadable' });

    const { pending } = await begin(() =>
      Response.json({ ...ANSWER, verification_uri_complete: address }),
    );
    expect(pending?.step).toMatchObject({ verificationUri: ANSWER.verification_uri });
    expect(pending?.step).not.toHaveProperty('verificationUriComplete');
  });

  // The link is called by the one and leads to the other.
  it.each([
    ['https://evil.test/device?user_code=WDJB-MJHT'],
    ['https://example.com:8443/device'],
    ['https://example.com.evil.test/device'],
  ])('does not lead to %s under the name of another server', async (complete) => {
    const { pending } = await begin(() =>
      Response.json({ ...ANSWER, verification_uri_complete: complete }),
    );

    expect(pending?.step).not.toHaveProperty('verificationUriComplete');
  });

  // 1e308 seconds are infinitely many milliseconds, which JSON stores as null.
  it.each([['expires_in'], ['interval']])(
    'has a code for an hour and an end to waiting, with a %s beyond all clocks',
    async (name) => {
      const body = JSON.stringify({ ...ANSWER, expires_in: 3600, [name]: 0 });
      const endless = body.replace(`"${name}":0`, `"${name}":1e308`);
      const headers = { 'Content-Type': 'application/json' };

      const { pending } = await begin(() => new Response(endless, { headers }));

      const askAt = NOW + (name === 'interval' ? 3_600_000 : 5_000);
      expect(pending?.step).toMatchObject({ expiresAt: NOW + 3_600_000, askAt });
    },
  );

  it('may send to this computer', async () => {
    const verification_uri = 'http://localhost:9000/device';

    const { pending } = await begin(() => Response.json({ ...ANSWER, verification_uri }));

    expect(pending?.step).toMatchObject({ verificationUri: verification_uri });
  });

  it.each([
    ['token-unavailable', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['token-unavailable', () => new Response('', { status: 503 })],
    ['token-client-refused', () => Response.json({ error: 'invalid_client' }, { status: 401 })],
    ['token-request-refused', () => Response.json({ error: 'invalid_scope' }, { status: 400 })],
    ['token-request-refused', () => Response.json({ error: 'device_flow_disabled' })],
    ['token-unreadable', () => Response.json({ ...ANSWER, user_code: undefined })],
    ['token-unreadable', () => Response.json({ ...ANSWER, expires_in: 'soon' })],
    ['token-unreadable', () => Response.json({ ...ANSWER, interval: -1 })],
    ['token-unreadable', () => Response.json({ ...ANSWER, user_code: 'W'.repeat(101) })],
    [
      'token-unreadable',
      () => Response.json({ ...ANSWER, verification_uri: `https://a.test/${'a'.repeat(2_000)}` }),
    ],
    ['token-unreadable', () => new Response('<h1>Sign in</h1>')],
  ])('ends in %s, case %#', async (code, answer) => {
    await expect(begin(answer)).rejects.toMatchObject({ code });
  });
});
