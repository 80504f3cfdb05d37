import { describe, expect, it } from 'vitest';
import { readImport } from '../../../src/exchange';
import { opencollection } from '../../../src/exchange/opencollection/opencollection';
import { sourceTree } from '../../../src/exchange/text/source-tree';
import { readFixture, summary } from '../fixture';

const FLEET = [
  'fleet/opencollection.yml',
  'fleet/list.yml',
  'fleet/public.yml',
  'fleet/drivers/folder.yml',
  'fleet/drivers/get.yml',
  'fleet/environments/Depot.yml',
];

describe('a folder of YAML files', () => {
  it('gives the credentials of each environment, with digits as they are written', async () => {
    expect(summary(await readFixture('opencollection', ...FLEET))).toEqual({
      profiles: [
        {
          name: 'Fleet · Depot',
          isReady: true,
          sites: ['https://fleet.test/v3/vehicles'],
          headers: ['bearer token=depot-token'],
          remarks: [],
        },
        {
          name: 'Fleet · Depot /drivers',
          isReady: true,
          sites: ['https://fleet.test/drivers'],
          headers: ['basic username=dispatcher password=00420042'],
          remarks: [],
        },
      ],
      remarks: [],
    });
  });

  it('leaves a credential empty whose secret has no value', async () => {
    const files = ['secret/opencollection.yml', 'secret/a.yml', 'secret/environments/Team.yml'];

    expect(summary(await readFixture('opencollection', ...files)).profiles).toEqual([
      {
        name: 'Secrets elsewhere · Team',
        isReady: false,
        sites: ['https://elsewhere.test'],
        headers: ['api-key headerName=X-API-Key'],
        remarks: ['variable-unresolved'],
      },
    ]);
  });
});

describe('one file', () => {
  it('has folders, requests and environments', async () => {
    const { profiles } = summary(await readFixture('opencollection', 'bundled.yml'));

    expect(profiles.map(({ sites, headers, isReady }) => [...sites, ...headers, isReady])).toEqual([
      ['https://other.test', 'bearer token=runtime-token', true],
      ['https://bundled.test', 'api-key headerName=X-API-Key key=bundled-key', true],
    ]);
  });

  it('has OAuth 2.0 without the callback address', async () => {
    const read = await readFixture('opencollection', 'oauth2.yml');

    expect(summary(read).profiles[0]).toMatchObject({
      isReady: true,
      headers: [
        'oauth2-authorization-code authorizationUrl=https://login.signin.test/authorize tokenUrl=https://login.signin.test/token clientId=desk clientSecret=desk-secret scope=openid profile clientAuth=post parameters=prompt=consent',
      ],
    });
    expect(JSON.stringify(read)).not.toContain('attacker');
  });

  it.each([
    ['password.yml', 'scheme-unsupported: Password grant'],
    ['query.yml', 'in-query: Query key'],
    ['unsupported.yml', 'scheme-unsupported: Signed'],
  ])('%s is reported, and its secret is nowhere', async (file, remark) => {
    const read = await readFixture('opencollection', file);

    expect(summary(read)).toEqual({ profiles: [], remarks: [remark] });
    expect(JSON.stringify(read)).not.toMatch(/owner-password|query-secret|aws-secret/);
  });

  it('with a request that says nothing of auth sends none of the collection', async () => {
    const files = [
      {
        name: 'c/opencollection.yml',
        text: 'opencollection: "1.0.0"\ninfo:\n  name: C\nrequest:\n  auth:\n    type: bearer\n    token: t\n',
      },
      { name: 'c/a.yml', text: 'info:\n  name: A\nhttp:\n  url: https://a.test/\n' },
    ];

    expect(summary(await readImport(files)).profiles).toEqual([]);
  });
});

it.each([
  'openapi: 3.0.0\ninfo:\n  title: A\n  version: "1"\npaths: {}\n',
  'name: CI\non: push\njobs: {}\n',
  'variables:\n  A: 1\nstages:\n  - test\n',
  'name: x\nvariables:\n  - key: a\n    value: b\n',
  'type: collection.insomnia.rest/5.0\nname: x\ncollection: []\n',
  'info: [\n',
])('leaves other YAML alone: %j', (text) => {
  expect(opencollection.recognises(sourceTree({ name: 'x.yml', text }))).toBe(false);
});
