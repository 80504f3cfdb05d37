import { describe, expect, it } from 'vitest';
import { readImport } from '../../../src/exchange';
import { readFixture, summary } from '../fixture';

describe('one request', () => {
  it.each([
    ['other-modes.bru', ['api-key headerName=X-Partner-Key key=partner-key-0815'], true, []],
    ['headers.bru', ['api-key headerName=X-API-Key key=team-key-99'], true, []],
    [
      'oauth2.bru',
      [
        'oauth2-client-credentials tokenUrl=https://login.machine.test/oauth/token clientId=machine clientSecret=machine-secret scope=jobs:read clientAuth=basic parameters=tenant=acme',
      ],
      true,
      [],
    ],
    ['script.bru', ['bearer'], false, ['variable-unresolved']],
  ])('%s', async (file, headers, isReady, remarks) => {
    const { profiles } = summary(await readFixture('bruno', file));

    expect(profiles).toHaveLength(1);
    expect(profiles[0]).toMatchObject({ headers, isReady, remarks });
  });

  it.each([
    ['digest.bru', 'scheme-unsupported: Old device'],
    ['oauth2-id-token.bru', 'scheme-unsupported: oauth2-id-token'],
    ['query.bru', 'in-query: Maps'],
  ])('%s is reported, and its secret is nowhere', async (file, remark) => {
    const read = await readFixture('bruno', file);

    expect(summary(read)).toEqual({ profiles: [], remarks: [remark] });
    expect(JSON.stringify(read)).not.toMatch(/password|secret|maps-key|attacker/);
  });

  it('takes nothing from blocks of modes that are not in force, and nothing switched off', async () => {
    const read = await Promise.all(
      [['other-modes.bru'], ['headers.bru']].map((files) => readFixture('bruno', ...files)),
    );

    expect(JSON.stringify(read)).not.toMatch(/not-in-force|earlier|switched-off/);
  });

  it('names the script that sets what the credential needs', async () => {
    const { remarks } = summary(await readFixture('bruno', 'script.bru'));

    expect(remarks).toEqual(['script: Signed in by script']);
  });

  it('is recognised when it is pasted', async () => {
    const text = `${request('https://a.test/', 'basic')}auth:basic {\n  username: a\n  password: b\n}\n`;

    const { format, profiles } = await readImport([{ name: '', text }]);

    expect([format, profiles[0]?.isReady]).toEqual(['bruno', true]);
  });

  it.each(['{{process.env.TOKEN}}', '{{t}}', 'x-{{u}}', '{{$guid}}'])(
    'never takes %s as a token',
    async (token) => {
      const text = `${request('https://a.test/', 'bearer')}auth:bearer {\n  token: ${token}\n}\nvars:pre-request {\n  t: {{u}}\n  u: {{t}}\n}\n`;

      const { profiles } = summary(await readImport([{ name: 'a.bru', text }]));

      expect(profiles[0]).toMatchObject({
        headers: ['bearer'],
        isReady: false,
        remarks: ['variable-unresolved'],
      });
    },
  );

  it('reports parameters of a token request that the scheme does not send', async () => {
    const text = `${request('https://a.test/', 'oauth2')}auth:oauth2 {
  grant_type: client_credentials
  access_token_url: https://login.test/token
  client_id: a
  client_secret: b
}

auth:oauth2:additional_params:access_token_req:headers {
  X-Tenant: in-a-header
}

auth:oauth2:additional_params:access_token_req:queryparams {
  tenant: in-the-query
}
`;

    const read = await readImport([{ name: 'a.bru', text }]);

    expect(summary(read).profiles[0]?.remarks).toEqual(['scheme-unsupported', 'in-query']);
    expect(JSON.stringify(read)).not.toMatch(/in-a-header|in-the-query/);
  });
});

function request(url: string, auth: string): string {
  return `get {\n  url: ${url}\n  body: none\n  auth: ${auth}\n}\n\n`;
}
