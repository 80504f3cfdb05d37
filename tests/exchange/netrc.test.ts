import { describe, expect, it } from 'vitest';
import { readImport } from '../../src/exchange';
import { readFixture, summary } from './fixture';

const ready = (name: string, fields: string, site = `https://${name}`) => ({
  name,
  isReady: true,
  sites: [site],
  headers: [`basic ${fields}`],
  remarks: ['narrowed'],
});

describe('netrc', () => {
  it('reads tokens over several lines, for https', async () => {
    expect(summary(await readFixture('netrc', 'simple.netrc'))).toEqual({
      profiles: [
        ready('api.test', 'username=ada password=netrc-1'),
        ready('git.test', 'username=grace password=netrc-2'),
      ],
      remarks: [],
    });
  });

  it('reads quotes, and tells a comment from a password', async () => {
    expect(summary(await readFixture('netrc', 'quoted.netrc')).profiles).toEqual([
      ready('one.test', 'username=ada lovelace password=quo"ted \\ netrc-1'),
      ready('two.test', 'username=ada password=#netrc-2'),
      ready('three.test', 'username=ada password=net#rc-3'),
      ready('four.test', 'username=ada password=netrc-4'),
    ]);
  });

  it('skips a macro up to the empty line', async () => {
    const { profiles } = summary(await readFixture('netrc', 'macro.netrc'));

    expect(profiles.map(({ name }) => name)).toEqual(['ftp.test', 'api.test']);
  });

  it('is never ready for all other hosts', async () => {
    expect(summary(await readFixture('netrc', 'default.netrc')).profiles).toEqual([
      {
        name: 'default',
        isReady: false,
        sites: [],
        headers: ['basic username=ada password=netrc-default'],
        remarks: ['site-missing'],
      },
    ]);
  });

  it('takes a port for https, and no port of another protocol', async () => {
    const { profiles } = summary(await readFixture('netrc', 'ports.netrc'));

    expect(profiles.map(({ isReady, sites }) => [isReady, ...sites])).toEqual([
      [true, 'https://one.test:8443'],
      [true, 'https://two.test'],
      [false],
      [false, 'http://four.test'],
      [true, 'http://localhost'],
    ]);
  });

  it('is not ready without a login, a password or a host', async () => {
    const { profiles } = summary(await readFixture('netrc', 'missing.netrc'));

    expect(profiles.map(({ isReady, remarks }) => [isReady, ...remarks])).toEqual([
      [false, 'narrowed', 'credential-missing'],
      [false, 'narrowed', 'credential-missing'],
      [false, 'site-missing'],
      [false, 'narrowed', 'variable-unresolved'],
    ]);
  });

  it('names two users of one host apart', async () => {
    const text = 'machine a.test login a password b\nmachine a.test login c password d';

    const { profiles } = summary(await readImport([{ name: '', text }]));

    expect(profiles.map(({ name }) => name)).toEqual(['a.test', 'a.test (2)']);
  });

  it.each(['machine', 'machine learning is a field', 'default', 'login a password b'])(
    'is not recognised in %j',
    async (text) => {
      await expect(readImport([{ name: '.netrc', text }])).rejects.toMatchObject({
        problem: 'import-format-unknown',
      });
    },
  );
});
