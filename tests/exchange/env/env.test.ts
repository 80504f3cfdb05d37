import { describe, expect, it } from 'vitest';
import { readImport } from '../../../src/exchange';
import { readFixture, summary } from '../fixture';

const headersIn = async (file: string) =>
  summary(await readFixture('env', file)).profiles.map(({ name, headers }) => [name, ...headers]);

describe('env', () => {
  it('offers credentials by the names of their variables', async () => {
    expect(await headersIn('tokens.env')).toEqual([
      ['GITHUB_TOKEN', 'bearer token=ghp_env_1'],
      ['SHOP_API_KEY', 'api-key headerName=X-API-Key key=env-2'],
      ['STRIPE_SECRET_KEY', 'bearer token=env-3'],
    ]);
    expect(await headersIn('users.env')).toEqual([
      ['GITEA_PASSWORD', 'basic username=ada password=env-1'],
    ]);
    expect(await headersIn('sign-in.env')).toEqual([
      [
        'SSO_CLIENT_SECRET',
        'oauth2-client-credentials tokenUrl=https://sso.test/token clientId=shop clientSecret=env-secret',
      ],
    ]);
  });

  it('puts values of the same file in, and takes no placeholder', async () => {
    expect(await headersIn('references.env')).toEqual([
      ['FIRST_TOKEN', 'bearer token=env-1'],
      ['SECOND_TOKEN', 'bearer'],
      ['THIRD_TOKEN', 'bearer token=env-3'],
      ['FOURTH_TOKEN', 'bearer'],
      ['FIFTH_TOKEN', 'bearer'],
    ]);
  });

  it('reads values over several lines', async () => {
    expect((await headersIn('lines.env')).map(([name]) => name)).toEqual([
      'REAL_TOKEN',
      'ESCAPED_TOKEN',
    ]);
  });

  it('guesses no site and is never ready', async () => {
    for (const file of ['tokens.env', 'users.env', 'sign-in.env', 'references.env', 'lines.env']) {
      const { profiles } = summary(await readFixture('env', file));

      expect(profiles.every(({ isReady, sites }) => !isReady && sites.length === 0)).toBe(true);
      expect(profiles.every(({ remarks }) => remarks.includes('site-missing'))).toBe(true);
    }
  });

  it.each([
    'DB_USER=a\nDB_PASSWORD=b',
    'PASSWORD=b',
    'JWT_SECRET=a',
    'GITHUB_REFRESH_TOKEN=a',
    'TOKENS=a',
    'MONKEY=a',
    'CLIENT_SECRET=a',
  ])('offers nothing for %j', async (text) => {
    expect(summary(await readImport([{ name: '.env', text }]))).toEqual({
      profiles: [],
      remarks: ['credential-missing: .env'],
    });
  });

  it.each([
    ['', 'A=b\nsome words'],
    ['notes.txt', 'Authorization: Bearer abc'],
    ['.env', 'some words'],
  ])('is not recognised in a file %j with %j', async (name, text) => {
    await expect(readImport([{ name, text }])).rejects.toMatchObject({
      problem: 'import-format-unknown',
    });
  });
});
