import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readImport } from '../../../src/exchange';
import { unzip } from '../../../src/exchange/text/unzip';
import { readFixture, summary } from '../fixture';

const SHOP = [
  'shop/bruno.json',
  'shop/collection.bru',
  'shop/orders/list.bru',
  'shop/admin/folder.bru',
  'shop/admin/reports/folder.bru',
  'shop/admin/reports/sales.bru',
  'shop/status.bru',
  'shop/environments/Development.bru',
  'shop/environments/Production.bru',
];

describe('a folder of .bru files', () => {
  it('gives the credentials of each environment, with what requests inherit', async () => {
    expect(summary(await readFixture('bruno', ...SHOP))).toEqual({
      profiles: [
        {
          name: 'Shop · Development',
          isReady: true,
          sites: ['https://dev.shop.test/v1/orders'],
          headers: ['bearer token=dev-token-4711'],
          remarks: [],
        },
        {
          name: 'Shop · Development /admin/reports/sales',
          isReady: true,
          sites: ['https://dev.shop.test/admin/reports/sales'],
          headers: ['basic username=admin password=dev-password'],
          remarks: [],
        },
        {
          name: 'Shop · Production',
          isReady: true,
          sites: ['https://api.shop.test/v1/orders'],
          headers: ['bearer token=prod-token-4712'],
          remarks: [],
        },
        {
          name: 'Shop · Production /admin/reports/sales',
          isReady: true,
          sites: ['https://api.shop.test/admin/reports/sales'],
          headers: ['basic username=admin password=prod-password'],
          remarks: [],
        },
      ],
      remarks: [],
    });
  });

  it('takes nothing from the body of a request, and nothing switched off', async () => {
    const read = await readFixture('bruno', ...SHOP);

    expect(JSON.stringify(read)).not.toMatch(/not this one|switched-off/);
  });

  it('reads the same from a zip file', async () => {
    const files = zipSync({
      'c/collection.bru': strToU8(collection('bearer', 'token: {{t}}')),
      'c/a.bru': strToU8(request('https://a.test/x', 'inherit')),
      'c/environments/E.bru': strToU8('vars {\n  t: zipped-token\n}\n'),
    });

    const [profile] = summary(await readImport(await unzip(files, 10_000))).profiles;

    expect(profile).toEqual({
      name: 'c · E',
      isReady: true,
      sites: ['https://a.test'],
      headers: ['bearer token=zipped-token'],
      remarks: [],
    });
  });

  it('keeps the environments of two collections apart', async () => {
    const files = ['one', 'two'].flatMap((name) => [
      { name: `api/${name}/collection.bru`, text: collection('bearer', 'token: {{t}}') },
      { name: `api/${name}/a.bru`, text: request(`https://${name}.test/`, 'inherit') },
      { name: `api/${name}/environments/E.bru`, text: `vars {\n  t: token-of-${name}\n}\n` },
    ]);

    const { profiles } = summary(await readImport(files));

    expect(profiles.map(({ name, sites, headers }) => [name, ...sites, ...headers])).toEqual([
      ['one · E', 'https://one.test', 'bearer token=token-of-one'],
      ['two · E', 'https://two.test', 'bearer token=token-of-two'],
    ]);
  });

  it('looks above a folder whose mode is none, as the app does', async () => {
    const files = [
      { name: 'c/collection.bru', text: collection('bearer', 'token: above') },
      { name: 'c/f/folder.bru', text: 'auth {\n  mode: none\n}\n' },
      { name: 'c/f/a.bru', text: request('https://a.test/', 'inherit') },
    ];

    const [profile] = summary(await readImport(files)).profiles;

    expect(profile?.headers).toEqual(['bearer token=above']);
  });

  it.each([
    ['collection, then environment', 'collection.bru', 'environment'],
    ['environment, then folder', 'environment', 'f/folder.bru'],
    ['folder, then request', 'f/folder.bru', 'f/a.bru'],
  ])('the nearer variable is stronger: %s', async (_, weaker, stronger) => {
    const setBy = (place: string) => {
      if (![weaker, stronger].includes(place)) return '';
      return `vars${place === 'environment' ? '' : ':pre-request'} {\n  t: of-${place}\n}\n`;
    };
    const files = [
      { name: 'c/collection.bru', text: setBy('collection.bru') },
      { name: 'c/environments/E.bru', text: setBy('environment') },
      { name: 'c/f/folder.bru', text: setBy('f/folder.bru') },
      {
        name: 'c/f/a.bru',
        text: `${request('https://a.test/', 'bearer')}auth:bearer {\n  token: {{t}}\n}\n${setBy('f/a.bru')}`,
      },
    ];

    const [profile] = summary(await readImport(files)).profiles;

    expect(profile?.headers).toEqual([`bearer token=of-${stronger}`]);
  });
});

describe('values that are kept elsewhere', () => {
  it('leave the credential empty', async () => {
    const files = ['secret/collection.bru', 'secret/me.bru', 'secret/environments/Local.bru'];

    expect(summary(await readFixture('bruno', ...files)).profiles).toEqual([
      {
        name: 'secret · Local',
        isReady: false,
        sites: ['https://secret.test'],
        headers: ['bearer'],
        remarks: ['variable-unresolved'],
      },
    ]);
  });
});

it('tells an environment that was chosen without its collection', async () => {
  expect(summary(await readFixture('bruno', 'shop/environments/Production.bru'))).toEqual({
    profiles: [],
    remarks: ['site-missing: Production'],
  });
});

it('refuses folders that are nested too deeply', async () => {
  const name = `${'a/'.repeat(5_000)}x.bru`;

  await expect(
    readImport([{ name, text: request('https://a.test/', 'none') }]),
  ).rejects.toMatchObject({ code: 'import-refused', problem: 'import-too-deep' });
});

function request(url: string, auth: string): string {
  return `get {\n  url: ${url}\n  body: none\n  auth: ${auth}\n}\n\n`;
}

function collection(mode: string, fields: string): string {
  return `auth {\n  mode: ${mode}\n}\n\nauth:${mode} {\n  ${fields}\n}\n`;
}
