import { describe, expect, it } from 'vitest';
import { readImport } from '../../src/exchange';
import { readFixture, summary } from './fixture';

const profile = (name: string, site: string, header: string) => ({
  name,
  isReady: true,
  sites: [site],
  headers: [header],
  remarks: [] as string[],
});

describe('har', () => {
  it('takes the token that was sent last, and nothing of the answers', async () => {
    const imported = await readFixture('har', 'firefox.har');

    expect(summary(imported)).toEqual({
      profiles: [
        {
          ...profile('api.test', 'https://api.test', 'bearer token=har-renewed'),
          remarks: ['in-cookie', 'in-query'],
        },
      ],
      remarks: ['in-body: sign-in.test › client_secret', 'duplicate: api.test'],
    });
    expect(JSON.stringify(imported)).not.toMatch(/har-([0-9]|first|of)/);
  });

  it('keeps two users of one origin apart by their paths', async () => {
    expect(summary(await readFixture('har', 'two-users.har'))).toEqual({
      profiles: [
        profile('api.test', 'https://api.test/admin', 'bearer token=har-admin'),
        profile('api.test /shop', 'https://api.test/shop', 'bearer token=har-shop'),
      ],
      remarks: [],
    });
  });

  it('leaves out data, sockets and extensions', async () => {
    expect(summary(await readFixture('har', 'no-server.har'))).toEqual({
      profiles: [profile('api.test', 'https://api.test', 'basic username=ada password=har-1')],
      remarks: [],
    });
  });

  it('is not ready over plain http', async () => {
    const { profiles } = summary(await readFixture('har', 'plain-http.har'));

    expect(profiles.map(({ isReady, remarks }) => [isReady, ...remarks])).toEqual([
      [false, 'http-plain'],
    ]);
  });

  it.each([
    ['chrome-sanitised.har', 0, ['credential-missing: Authorization']],
    ['chrome-key.har', 1, ['credential-missing: Authorization']],
    ['negotiate.har', 0, ['scheme-unsupported: api.test › Authorization']],
  ])('says why a credential is missing: %s', async (file, count, remarks) => {
    const read = summary(await readFixture('har', file));

    expect(read.profiles).toHaveLength(count);
    expect(read.remarks).toEqual(remarks);
  });

  it.each(['{"log":{}}', '{"log":{"entries":{}}}', '{"log":[]}', '{"entries":[]}'])(
    'is not recognised in %s',
    async (text) => {
      await expect(readImport([{ name: 'x.har', text }])).rejects.toMatchObject({
        problem: 'import-format-unknown',
      });
    },
  );

  it('refuses more entries than an import may have', async () => {
    const text = JSON.stringify({ log: { entries: Array(10_001).fill({}) } });

    await expect(readImport([{ name: '', text }])).rejects.toMatchObject({
      problem: 'import-too-many',
    });
  });

  it('survives entries of any shape', async () => {
    const entries = [null, 1, 'a', [], {}, { request: [] }, { request: { url: 1, headers: {} } }];
    const headers = [null, {}, { name: 1, value: null }, { name: 'Authorization', value: {} }];
    const text = JSON.stringify({
      log: { entries: [...entries, { request: { url: 'https://a.test', headers, postData: 1 } }] },
    });

    expect((await readImport([{ name: '', text }])).profiles).toEqual([]);
  });
});
