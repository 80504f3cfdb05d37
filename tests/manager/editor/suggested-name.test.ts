import { describe, expect, it, vi } from 'vitest';
import type { HeaderInput } from '../../../src/manager/editor/editor-draft';
import { suggestedName } from '../../../src/manager/editor/suggested-name';
import { proves } from '../../support/proves';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));

const HEADER: HeaderInput = {
  key: 'k',
  schemeId: 'basic',
  fields: {},
  fieldsInBackground: [],
  paths: '',
  methods: [],
  headerNames: [],
  accepted: [],
};

const nameFor = (
  fields: Readonly<Record<string, string>>,
  url = 'https://api.test',
  header: Partial<HeaderInput> = {},
) =>
  suggestedName({
    sites: [{ key: 1, url, path: '' }],
    headers: [{ ...HEADER, fields, ...header }],
  });

const KEYS = [
  'sk_live_51H8',
  'a1b2c3d4e5f6a7b8',
  'AKIA1234567890EXAMPLE',
  '0123456789012',
  'x'.repeat(33),
  'ada:1234',
  'key',
  'ada\u202eada',
];

describe('the suggested name', () => {
  it.each([
    ['a user name and a password', { username: 'ada', password: '1234' }, 'ada at api.test'],
    ['an address', { username: ' ada@mail.test ', password: '1234' }, 'ada@mail.test at api.test'],
    [
      'a long name of a person',
      { username: 'Maximiliane Alexandra von Hohenstein', password: '1234' },
      'Maximiliane Alexandra von Hohenstein at api.test',
    ],
    ['nothing typed', {}, 'Basic at api.test'],
    ['an API key without a password', { username: 'ada' }, 'Basic at api.test'],
    ['a password alone', { password: '1234' }, 'Basic at api.test'],
  ])('has %s', (_, fields, name) => {
    expect(nameFor(fields)).toBe(name);
  });

  // A profile's name is shown in the toolbar; a key is not.
  proves('T14', 'it contains no user name that may be a key', (tried) => {
    for (const username of KEYS) {
      expect(nameFor({ username, password: 'x' })).toBe('Basic at api.test');
      expect(nameFor({ username, password: '' })).toBe('Basic at api.test');
      if (username === 'key') continue;
      expect(nameFor({ username, password: 'correct horse' })).toBe('Basic at api.test');
      tried();
    }
  });

  it('has no user name beside a password that only the background holds: it may be a placeholder', () => {
    const header = { fieldsInBackground: ['password'] };
    expect(nameFor({ username: 'ada' }, undefined, header)).toBe('Basic at api.test');
  });

  it('names the scheme, and the host with its port', () => {
    const header = { schemeId: 'bearer' };
    expect(nameFor({}, 'localhost:3000/v1', header)).toBe('Bearer token at localhost:3000');
  });

  it.each(['', 'https://', 'not a host'])('is empty while the site is %j', (url) => {
    expect(nameFor({ username: 'ada', password: 'x' }, url)).toBe('');
  });

  it('is never longer than a name may be', () => {
    const label = 'a'.repeat(60);
    const name = nameFor({ username: 'ada', password: 'x' }, `https://${label}.${label}.test`);
    expect(name).toMatch(/^a{60}\.a{19}$/);
  });
});
