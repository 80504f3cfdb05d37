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

  it('takes the spellings of YAML for true and null as Insomnia does', async () => {
    const request = (rest: string) => ({
      name: 'a.yaml',
      text: `type: collection.insomnia.rest/5.0
name: C
collection:
  - name: R
    url: https://a.test/x
${rest}`,
    });
    const bearer = '    authentication:\n      type: bearer\n';
    for (const spelling of ['true', 'True', 'TRUE']) {
      const auth = `${bearer}      token: off-token\n      disabled: ${spelling}\n`;
      const row = `    headers:\n      - name: X-Api-Key\n        value: off-key\n        disabled: ${spelling}\n`;
      expect((await readImport([request(auth)])).profiles).toEqual([]);
      expect((await readImport([request(row)])).profiles).toEqual([]);
    }
    for (const nothing of ['null', '~', '']) {
      const { profiles } = summary(
        await readImport([request(`${bearer}      token: ${nothing}\n`)]),
      );
      expect(profiles).toMatchObject([{ isReady: false, headers: ['bearer'] }]);
    }
  });

  it('takes one of several files of environments at a time', async () => {
    const { profiles } = summary(
      await readImport([spec, environment('a', 'login: of-a'), environment('b', 'other: x')]),
    );

    expect(profiles.map(({ name, sites, headers }) => [name, ...sites, ...headers])).toEqual([
      ['D · a', 'https://a.test', 'bearer token=of-a'],
      ['D · b', 'https://b.test', 'bearer'],
    ]);
  });

  it('takes the base of the only file of environments with each environment of its own', async () => {
    const own = '\nenvironments:\n  subEnvironments:\n    - name: S\n      data: { more: x }\n';
    const withOwn = { name: 'spec.yaml', text: spec.text + own };

    const { profiles } = summary(await readImport([withOwn, environment('a', 'login: of-a')]));

    expect(profiles.map(({ name, sites, headers }) => [name, ...sites, ...headers])).toEqual([
      ['D · S', 'https://a.test', 'bearer token=of-a'],
    ]);
  });

  it('leaves a credential empty that a tag computes', async () => {
    expect(summary(await readFixture('insomnia', 'computed.yaml')).profiles[0]).toMatchObject({
      isReady: false,
      headers: ['bearer'],
      remarks: ['variable-unresolved'],
    });
  });

  it('tells environments that were chosen without their collection', async () => {
    expect(summary(await readFixture('insomnia', 'shared-environment.yaml'))).toEqual({
      profiles: [],
      remarks: ['site-missing: Staging', 'site-missing: Production'],
    });
  });

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

const spec = {
  name: 'spec.yaml',
  text: 'type: spec.insomnia.rest/5.0\nname: D\ncollection:\n  - name: R\n    url: "{{ _.base }}/"\n    authentication: { type: bearer, token: "{{ _.login }}" }\n',
};

function environment(name: string, line: string) {
  const data = `    base: https://${name}.test\n    ${line}\n`;
  const text = `type: environment.insomnia.rest/5.0\nname: ${name}\nenvironments:\n  data:\n${data}`;
  return { name: `${name}.yaml`, text };
}
