import { describe, expect, it } from 'vitest';
import { curlCommand } from '../../../src/domain/curl';
import type { Header } from '../../../src/domain/header';
import { readImport } from '../../../src/exchange';
import { rounds } from '../../support/proves';
import fc from '../../support/seeded-fast-check';
import { readFixture, summary } from '../fixture';

const read = async (text: string) => summary(await readImport([{ name: '', text }]));
const profilesIn = async (file: string) => summary(await readFixture('curl', file)).profiles;
const profile = (host: string, ...headers: string[]) => ({
  name: host,
  isReady: true,
  sites: [`https://${host}`],
  headers,
  remarks: [] as string[],
});

describe('curl', () => {
  it.each([
    [
      'chrome-posix.sh',
      ['bearer token=chrome-posix-1', "api-key headerName=x-api-key key=ch!ome's-key"],
    ],
    ['chrome.cmd', ['bearer token=chrome-cmd-1', 'api-key headerName=x-api-key key=a"b%4&c']],
    [
      'older-chrome.cmd',
      ['basic username=ada password=older-1', 'api-key headerName=x-api-key key=100%a'],
    ],
    ['chrome.ps1', ['bearer token=powershell-1', 'api-key headerName=x-api-key key=a"b$c~']],
  ])('reads the command that a browser copies: %s', async (file, headers) => {
    const [{ remarks = [], ...only } = {}, ...others] = await profilesIn(file);

    expect({ ...only, remarks: [] }).toEqual(profile('api.test', ...headers));
    expect(remarks).toEqual(file === 'chrome.ps1' ? ['in-body', 'in-cookie'] : []);
    expect(others).toEqual([]);
  });

  it('reads the calls of fetch that browsers copy', async () => {
    expect(await profilesIn('fetch.txt')).toEqual([
      { ...profile('api.test', 'bearer token=fetch-1'), remarks: ['in-body'] },
      profile('two.test', 'api-key headerName=X-API-Key key=fetch-3'),
    ]);
  });

  it('reads several commands, each with its own options', async () => {
    expect(await profilesIn('several.sh')).toEqual([
      profile('one.test', 'bearer token=several-1'),
      profile('two.test', 'basic username=ada password=love-2'),
      profile('four.test', 'basic username=ada password=love-3'),
      profile('five.test', 'api-key headerName=X-API-Key key=several-4'),
      profile('six.test', 'bearer token=several-5'),
    ]);
  });

  it('never takes an unknown value for a credential', async () => {
    expect(summary(await readFixture('curl', 'unknown.sh'))).toEqual({
      profiles: [
        open('one.test', 'bearer'),
        open('two.test', 'basic password=unknown-1'),
        { ...open('three.test', 'basic username=ada'), remarks: ['credential-missing'] },
        open('four.test', 'api-key headerName=X-API-Key'),
        open('five.test', 'api-key headerName=X-API-Key'),
        {
          ...open('curl 6', 'bearer token=unknown-2'),
          sites: [],
          remarks: ['variable-unresolved', 'site-missing'],
        },
        open('six.test', 'bearer'),
      ],
      remarks: ['variable-unresolved: curl 8 › --header'],
    });
  });

  it('reads what a PowerShell script sets itself, and no more', async () => {
    expect(summary(await readFixture('curl', 'written.ps1'))).toEqual({
      profiles: [
        profile('one.test', 'api-key headerName=X-API-Key key=written-1'),
        open('two.test', 'bearer'),
        profile('three.test', 'token key=written-3'),
        open('five.test', 'bearer'),
      ],
      remarks: ['scheme-unsupported: Invoke 4 › -Credential'],
    });
  });

  it('reads literals of JavaScript, and no more', async () => {
    expect(summary(await readFixture('curl', 'written-fetch.txt'))).toEqual({
      profiles: [
        open('one.test', 'bearer'),
        profile('two.test', 'api-key headerName=X-API-Key key=written-2'),
        open('three.test', 'basic'),
        {
          ...open('fetch 4', 'api-key headerName=X-API-Key key=written-4'),
          sites: [],
          remarks: ['variable-unresolved', 'site-missing'],
        },
      ],
      remarks: ['variable-unresolved: fetch 5 › headers'],
    });
  });

  it('names no site where curl may ask another server', async () => {
    const profiles = await profilesIn('other-server.sh');

    expect(profiles.map(({ isReady, sites, remarks }) => ({ isReady, sites, remarks }))).toEqual([
      { isReady: false, sites: [], remarks: ['filter-inexact', 'site-missing'] },
      { isReady: false, sites: [], remarks: ['filter-inexact', 'site-missing'] },
      { isReady: false, sites: [], remarks: ['filter-inexact', 'site-missing'] },
      { isReady: false, sites: [], remarks: ['site-missing'] },
    ]);
  });

  it('takes http where curl does', async () => {
    expect(await profilesIn('plain-http.sh')).toEqual([
      {
        ...open('api.test', 'bearer token=plain-1'),
        sites: ['http://api.test'],
        remarks: ['http-plain'],
      },
    ]);
    expect(await profilesIn('local.sh')).toEqual([
      { ...profile('localhost:3000', 'bearer token=local-1'), sites: ['http://localhost:3000'] },
    ]);
  });

  it('makes a profile of each origin of a set, and of each path of two users', async () => {
    expect((await profilesIn('globs.sh')).flatMap(({ sites }) => sites)).toEqual([
      'https://a.test',
      'https://b.test',
      'https://[::1]:8443',
      'https://c.test',
    ]);
    expect((await profilesIn('two-paths.sh')).flatMap(({ sites }) => sites)).toEqual([
      'https://api.test/admin',
      'https://api.test/shop/orders',
    ]);
  });

  it('takes the user of an address for Basic', async () => {
    expect(await profilesIn('user-info.sh')).toEqual([
      { ...profile('api.test', 'basic username=ada password=user-info-1'), remarks: ['user-info'] },
    ]);
  });

  it('reports credentials that no header of ours holds, and keeps none', async () => {
    const imported = await readFixture('curl', 'elsewhere.sh');

    expect(summary(imported)).toEqual({
      profiles: [
        { ...profile('one.test', 'bearer token=elsewhere-2'), remarks: ['in-cookie', 'in-query'] },
        {
          ...profile('three.test', 'api-key headerName=X-API-Key key=elsewhere-7'),
          remarks: ['user-info', 'scheme-unsupported'],
        },
      ],
      remarks: ['in-body: curl 2 › --data client_secret'],
    });
    expect(JSON.stringify(imported)).not.toMatch(/elsewhere-[13456]/);
  });

  it('refuses digest and its kin', async () => {
    const imported = await readFixture('curl', 'digest.sh');

    expect(summary(imported)).toEqual({
      profiles: [],
      remarks: [
        'scheme-unsupported: curl 1 › --digest',
        'scheme-unsupported: curl 2 › --aws-sigv4',
        'scheme-unsupported: curl 3 › --ntlm',
        'scheme-unsupported: curl 4 › --anyauth',
      ],
    });
    expect(JSON.stringify(imported)).not.toContain('digest-');
  });

  it('says that there is no credential', async () => {
    expect(summary(await readFixture('curl', 'no-credential.sh'))).toEqual({
      profiles: [],
      remarks: ['credential-missing: curl'],
    });
  });

  it('refuses more addresses than an import may have', async () => {
    await expect(read(`curl ${'a.test '.repeat(10_001)}`)).rejects.toMatchObject({
      problem: 'import-too-many',
    });
  });

  it.each([
    ['a prompt', '$ curl -u a:b https://a.test'],
    ['a path', '/usr/bin/curl -u a:b https://a.test'],
    ['an assignment', 'TOKEN=$(curl -s -u a:b https://a.test)'],
    ['Markdown', 'Ask:\n\n```sh\ncurl -u a:b https://a.test\n```\n'],
    ['a program that runs curl', 'sudo X=y curl -u a:b https://a.test'],
    [
      'a prompt of PowerShell',
      'PS C:\\> irm https://a.test -Headers @{ Authorization = "Basic YTpi" }',
    ],
    [
      'a variable',
      'const x = await fetch("https://a.test", { headers: { Authorization: "Basic YTpi" } })',
    ],
  ])('finds a command behind %s', async (_, text) => {
    expect((await read(text)).profiles).toEqual([profile('a.test', 'basic username=a password=b')]);
  });

  it.each([
    ['JSON', '{"description": "x", "text": "\\ncurl -u a:b https://a.test"}'],
    ['prose', 'Use curl -u a:b https://a.test to ask.'],
    ['a call of something else', 'prefetch("https://a.test")'],
  ])('is not recognised in %s', async (_, text) => {
    await expect(readImport([{ name: '', text }])).rejects.toMatchObject({
      problem: 'import-format-unknown',
    });
  });

  it('reads back what Copy as curl writes, with the values of its variables', async () => {
    await fc.assert(
      fc.asyncProperty(origin, path, headers, async (site, rest, all) => {
        const url = new URL(rest, site);
        const command = curlCommand({ url, method: 'POST', headers: all });
        const values = all.map(({ name, value }) =>
          name === 'Authorization' ? value.slice(value.indexOf(' ') + 1) : value,
        );
        const assignments = values.map(
          (value, at) =>
            `KEYBEARER_SECRET${at === 0 ? '' : `_${at + 1}`}='${value.replaceAll("'", "'\\''")}'\n`,
        );

        const { profiles } = await readImport([
          { name: '', text: `${assignments.join('')}${command}\n` },
        ]);

        expect(profiles.map(({ draft }) => draft.sites)).toEqual([[{ url: site, path: '' }]]);
        expect(profiles[0]?.draft.headers.map(sent)).toEqual(all);
      }),
      { numRuns: rounds({ short: 100, full: 5000 }) },
    );
  });

  it('reads no credential out of what Copy as curl writes without them', async () => {
    const command = curlCommand({
      url: new URL('https://a.test/'),
      method: 'GET',
      headers: [{ name: 'Authorization', value: 'Bearer secret' }],
    });

    expect((await read(command)).profiles).toEqual([open('a.test', 'bearer')]);
  });
});

function open(host: string, header: string) {
  return {
    name: host,
    isReady: false,
    sites: [`https://${host}`],
    headers: [header],
    remarks: ['variable-unresolved'],
  };
}

const origin = fc.constantFrom(
  'https://api.test',
  'https://api.test:8443',
  'http://localhost:3000',
  'https://[::1]:8443',
);
const path = fc
  .string({ unit: fc.constantFrom(...`ab/?=&$\`'"!;|#[]{}*~(),:@é%20`), maxLength: 12 })
  .map((text) => `/v1/${text}`);
// A value that begins with a blank or is a placeholder of another tool is no credential.
const secret = fc
  .string({ unit: fc.constantFrom(...`abcXYZ019-._~+/=$\`'"!;|#&*()`), maxLength: 12 })
  .map((text) => `s${text}e`);
const token = fc
  .string({ unit: fc.constantFrom(...'abcXYZ019-._~+/='), minLength: 4, maxLength: 12 })
  .map((text) => `t${text}`);
const headers: fc.Arbitrary<readonly Header[]> = fc.oneof(
  token.map((value) => [{ name: 'Authorization', value: `Bearer ${value}` }]),
  token.map((value) => [{ name: 'Authorization', value: `Token ${value}` }]),
  fc.tuple(token, secret).map(([value, key]) => [
    { name: 'Authorization', value: `Bearer ${value}` },
    { name: 'X-API-Key', value: key },
  ]),
  secret.map((value) => [{ name: "X-It's-Token", value }]),
);

/** The header that a draft makes, for the schemes of this test. */
function sent({ schemeId, fields = {} }: { schemeId: string; fields?: Record<string, string> }) {
  if (schemeId === 'bearer') return { name: 'Authorization', value: `Bearer ${fields.token}` };
  if (schemeId === 'token') return { name: 'Authorization', value: `Token ${fields.key}` };
  return { name: fields.headerName, value: fields.key ?? fields.value };
}

describe('a script that is made to be slow', () => {
  it.each([
    [
      'a variable of a shell that doubles',
      `A=xx\n${'A=$A$A\n'.repeat(40)}curl https://a.test -H "X-Token: $A"`,
    ],
    [
      'a variable of PowerShell that doubles',
      `$a = "xx"\n${'$a = "$a$a"\n'.repeat(40)}iwr -Uri "https://a.test" -Headers @{"X-Token"="$a"}`,
    ],
  ])('%s is not known', async (_, text) => {
    const { profiles } = await readImport([{ name: '', text }]);

    expect(profiles.map(({ isReady, draft }) => [isReady, draft.headers[0]?.fields])).toEqual([
      [false, { headerName: 'X-Token', value: '' }],
    ]);
  });

  it('reads many addresses of one command in proportion to their number', async () => {
    const text = `curl ${'https://a.test '.repeat(30_000)}`;

    await expect(readImport([{ name: '', text }])).rejects.toMatchObject({
      problem: 'import-too-many',
    });
  });

  it('gives up a hash table of PowerShell that grows without end', async () => {
    const added = Array.from({ length: 30_000 }, (_, n) => `$h.Add("k${n}", "v")\n`).join('');
    const text = `$h = @{}\n${added}iwr -Uri "https://a.test" -Headers $h`;

    const { profiles } = await readImport([{ name: '', text }]);

    expect(profiles.every(({ isReady }) => !isReady)).toBe(true);
  });
});
