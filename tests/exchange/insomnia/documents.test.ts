import { describe, expect, it } from 'vitest';
import { readImport } from '../../../src/exchange';
import { readFixture, summary } from '../fixture';

describe('version 5', () => {
  it('has folders with auth and variables, and no gRPC', async () => {
    expect(summary(await readFixture('insomnia', 'v5.yaml'))).toEqual({
      profiles: [
        {
          name: 'Weather',
          isReady: true,
          sites: ['https://api.weather.test'],
          headers: [
            'oauth2-client-credentials tokenUrl=https://login.weather.test/token clientId=forecast clientSecret=forecast-secret scope=read audience=https://weather.test clientAuth=post',
            'api-key headerName=X-Weather-Key key=station-key-5',
          ],
          remarks: [],
        },
      ],
      remarks: [],
    });
  });

  it('is read without schema_version; another word than Bearer is part of the value', async () => {
    const { profiles } = summary(await readFixture('insomnia', 'v5-first.yaml'));

    expect(profiles.map(({ headers }) => headers)).toEqual([
      ['custom-header headerName=Authorization value=Key 0123456789'],
      ['token key=second-token'],
    ]);
  });

  it('has API designs, mock servers, and environments in files of their own', async () => {
    const files = ['spec.yaml', 'shared-environment.yaml', 'mock.yaml'];
    const read = await readFixture('insomnia', ...files);
    const { profiles } = summary(read);

    expect(profiles.map(({ name, sites, headers }) => [name, ...sites, ...headers])).toEqual([
      ['Design · Staging', 'https://staging.acme.test', 'bearer token=staging-token'],
      ['Design · Production', 'https://acme.test', 'bearer token=production-token'],
    ]);
    expect(JSON.stringify(read)).not.toContain('of-an-answer');
  });

  it('takes one of several files of environments at a time', async () => {
    const token = (name: string) =>
      `type: environment.insomnia.rest/5.0\nname: ${name}\nenvironments:\n  data:\n    login: of-${name}\n    base: https://${name}.test\n`;
    const spec =
      'type: spec.insomnia.rest/5.0\nname: D\ncollection:\n  - name: R\n    url: "{{ _.base }}/"\n    authentication: { type: bearer, token: "{{ _.login }}" }\n';
    const { profiles } = summary(
      await readImport([
        { name: 'spec.yaml', text: spec },
        { name: 'a.yaml', text: token('a') },
        { name: 'b.yaml', text: token('b') },
      ]),
    );

    expect(profiles.map(({ name, sites, headers }) => [name, ...sites, ...headers])).toEqual([
      ['D · a', 'https://a.test', 'bearer token=of-a'],
      ['D · b', 'https://b.test', 'bearer token=of-b'],
    ]);
  });

  it.each([['computed.yaml', ['bearer'], ['variable-unresolved']]])(
    '%s is not ready',
    async (file, headers, remarks) => {
      expect(summary(await readFixture('insomnia', file)).profiles[0]).toMatchObject({
        isReady: false,
        headers,
        remarks,
      });
    },
  );

  it.each([
    [
      'others.yaml',
      [
        'disabled-in-source: Others / Switched off',
        'scheme-unsupported: Others / Signed',
        'in-query: Others / Query',
      ],
    ],
    ['implicit.yaml', ['scheme-unsupported: Implicit / Old sign-in']],
  ])('%s is reported, and its secrets are nowhere', async (file, remarks) => {
    const read = await readFixture('insomnia', file);

    expect(summary(read)).toEqual({ profiles: [], remarks });
    expect(JSON.stringify(read)).not.toMatch(/aws-secret|query-secret|off-secret|attacker/);
  });
});
