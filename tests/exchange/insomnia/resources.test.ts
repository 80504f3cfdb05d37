import { dump } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { readImport } from '../../../src/exchange';
import { readFixture, summary } from '../fixture';

describe('export formats 3 and 4', () => {
  it('have folders with auth, and trees of variables', async () => {
    expect(summary(await readFixture('insomnia', 'v4.json'))).toEqual({
      profiles: [
        {
          name: 'Bank API · Sandbox',
          isReady: true,
          sites: ['https://sandbox.bank.test/accounts'],
          headers: ['bearer token=sandbox-token'],
          remarks: [],
        },
        {
          name: 'Bank API · Sandbox /transfers',
          isReady: true,
          sites: ['https://sandbox.bank.test/transfers'],
          headers: ['basic username=teller password=sandbox-password'],
          remarks: [],
        },
        {
          name: 'Bank API · Live',
          isReady: true,
          sites: ['https://api.bank.test/accounts'],
          headers: ['bearer token=live-token'],
          remarks: [],
        },
        {
          name: 'Bank API · Live /transfers',
          isReady: true,
          sites: ['https://api.bank.test/transfers'],
          headers: ['basic username=teller password=live-password'],
          remarks: [],
        },
      ],
      remarks: [],
    });
  });

  it('keep the digits of a key in YAML', async () => {
    const { profiles } = summary(await readFixture('insomnia', 'v4.yaml'));

    expect(profiles.map(({ headers }) => headers)).toEqual([
      ['api-key headerName=X-API-Key key=00123456789012345678901234567890'],
    ]);
  });

  it('send a header in place of the auth, as the app does', async () => {
    const { profiles } = summary(await readFixture('insomnia', 'v3.json'));

    expect(profiles.map(({ headers }) => headers)).toEqual([['token key=old-key-1']]);
  });

  it('are the same as JSON and as YAML', async () => {
    const json = exported([
      workspace,
      { ...group, authentication: { type: 'bearer', token: '{{ token }}', disabled: false } },
      { ...request, parentId: group._id },
      environment({ token: 'shared' }),
    ]);
    const asJson = await readImport([{ name: 'a.json', text: JSON.stringify(json) }]);
    const asYaml = await readImport([{ name: 'a.yaml', text: dump(json) }]);

    expect(asJson.profiles[0]?.isReady).toBe(true);
    expect(asYaml).toEqual(asJson);
  });

  it('take the auth of the folder where the own one is switched off, and say so', async () => {
    const { profiles, remarks } = await read([
      workspace,
      { ...group, authentication: { type: 'bearer', token: 'of-the-folder' } },
      {
        ...request,
        parentId: group._id,
        authentication: { type: 'basic', username: 'a', password: 'off', disabled: 'true' },
      },
    ]);

    expect(profiles[0]?.headers).toEqual(['bearer token=of-the-folder']);
    expect(remarks).toEqual(['disabled-in-source: W / G / R']);
  });

  it('end the inheritance with the type none', async () => {
    const { profiles } = await read([
      workspace,
      { ...group, authentication: { type: 'bearer', token: 'of-the-folder' } },
      { ...request, parentId: group._id, authentication: { type: 'none' } },
    ]);

    expect(profiles).toEqual([]);
  });

  it('override the environment by the folder, and lists by their index', async () => {
    const { profiles } = await read([
      workspace,
      { ...group, environment: { tokens: ['first-of-folder'] } },
      {
        ...request,
        parentId: group._id,
        authentication: { type: 'bearer', token: '{{ _.tokens[0] }}{{ _.tokens[1] }}' },
      },
      environment({ tokens: ['first', 'second'] }),
    ]);

    expect(profiles[0]?.headers).toEqual(['bearer token=first-of-foldersecond']);
  });

  it.each([
    ['{{ _.unknown }}', {}],
    ['{{ vault.token }}', {}],
    ['{{ _.a | upper }}', { a: 'x' }],
    ['{% uuid %}', {}],
    ['{{ _.a }}', { a: '{{ _.b }}', b: '{{ _.a }}' }],
    ['{{ _.__proto__ }}', {}],
  ])('never take %s as a token', async (token, data) => {
    const { profiles } = await read([
      workspace,
      { ...request, authentication: { type: 'bearer', token } },
      environment(data),
    ]);

    expect(profiles[0]).toMatchObject({
      isReady: false,
      headers: ['bearer'],
      remarks: ['variable-unresolved'],
    });
  });

  it('send no word for NO_PREFIX', async () => {
    const { profiles } = await read([
      workspace,
      { ...request, authentication: { type: 'bearer', token: 'bare', prefix: 'NO_PREFIX' } },
    ]);

    expect(profiles[0]?.headers).toEqual(['custom-header headerName=Authorization value=bare']);
  });

  it('that go round in circles, or lack a parent, end', async () => {
    const { profiles } = await read([
      workspace,
      { ...group, _id: 'fld_a', parentId: 'fld_b' },
      { ...group, _id: 'fld_b', parentId: 'fld_a' },
      { ...request, _id: 'req_a', parentId: 'fld_a' },
      {
        ...request,
        parentId: 'fld_gone',
        authentication: { type: 'bearer', token: 'orphan' },
      },
    ]);

    expect(profiles.map(({ headers }) => headers)).toEqual([['bearer token=orphan']]);
  });

  it('that nest folders too deeply are refused', async () => {
    const folders = Array.from({ length: 200 }, (_, index) => ({
      ...group,
      _id: `fld_${index}`,
      parentId: index === 0 ? workspace._id : `fld_${index - 1}`,
    }));

    await expect(read([workspace, ...folders])).rejects.toMatchObject({
      code: 'import-refused',
      problem: 'import-too-deep',
    });
  });
});

const workspace = { _id: 'wrk_1', _type: 'workspace', parentId: null, name: 'W' };
const group = { _id: 'fld_1', _type: 'request_group', parentId: 'wrk_1', name: 'G' };
const request = {
  _id: 'req_1',
  _type: 'request',
  parentId: 'wrk_1',
  name: 'R',
  url: 'https://a.test/x',
  method: 'GET',
  authentication: {},
};

function environment(data: object) {
  return { _id: 'env_1', _type: 'environment', parentId: 'wrk_1', name: 'Base', data };
}

function exported(resources: readonly object[]) {
  return { _type: 'export', __export_format: 4, resources };
}

async function read(resources: readonly object[]) {
  const text = JSON.stringify(exported(resources));
  return summary(await readImport([{ name: 'export.json', text }]));
}
