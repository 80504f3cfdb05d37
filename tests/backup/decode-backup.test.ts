/** The JSON of a backup, read as untrusted text. */
import { describe, expect, it } from 'vitest';
import { decodeBackup } from '../../src/backup/decode-backup';
import { AppError } from '../../src/domain/errors';
import { refusal } from '../support/matchers';
import { proves } from '../support/proves';
import fc from '../support/seeded-fast-check';

const HEADER = { schemeId: 'bearer', fields: { token: 'abc' } };
const PROFILE = { name: 'A', sites: [{ origin: 'https://a.test' }], headers: [HEADER] };
const BACKUP = { 'keybearer-backup': 1, madeAt: 1, profiles: [PROFILE] };

const decoded = (backup: unknown) => decodeBackup(JSON.stringify(backup));

describe('a backup that was written by hand', () => {
  it('needs little: the rest has the defaults of a new profile', () => {
    expect(decoded(BACKUP)).toEqual({
      'keybearer-backup': 1,
      madeAt: 1,
      profiles: [
        {
          name: 'A',
          revision: 1,
          colour: 'grey',
          note: '',
          sites: [{ origin: 'https://a.test', path: '' }],
          headers: [{ ...HEADER, paths: [], methods: [] }],
          callers: [],
          strict: false,
          ownForms: false,
          ownPictures: false,
          allowCache: false,
          allowHttp: false,
        },
      ],
      picks: {},
      pickTimes: {},
      settings: {},
      declinedCalls: [],
    });
  });
});

describe('a backup with many extras on one site', () => {
  it('is read with all of them: the vault has no bound either', () => {
    const extras = Array.from({ length: 101 }, (_, at) => `p${at}`);
    const profiles = extras.map((id) => ({ ...PROFILE, id, isExtra: true }));
    const picks = { 'https://a.test': { extras, extrasAlone: true } };

    expect(decoded({ ...BACKUP, profiles, picks }).picks).toEqual(picks);
  });
});

describe('what is no backup of this version', () => {
  it.each([
    ['no JSON', 'text'],
    ['no object', '[]'],
    ['another object', '{"version":1}'],
    ['a version that is no number', '{"keybearer-backup":"1"}'],
  ])('is foreign: %s', (_, text) => {
    expect(() => decodeBackup(text)).toThrow(refusal('backup-foreign'));
  });

  it('is newer if a later version has written it, whatever else it has', () => {
    expect(() => decoded({ 'keybearer-backup': 2, rows: [] })).toThrow(refusal('backup-newer'));
  });

  it.each<[string, object]>([
    ['has no profiles', { profiles: undefined }],
    ['has a key that this version does not know', { groups: [] }],
    ['has a setting that it does not know', { settings: { theme: 'dark' } }],
    ['has a profile with a key that it does not know', { profiles: [{ ...PROFILE, tags: [] }] }],
    [
      'has two profiles of one id',
      {
        profiles: [
          { ...PROFILE, id: 'x' },
          { ...PROFILE, id: 'x' },
        ],
      },
    ],
    ['has too many profiles', { profiles: Array.from({ length: 20_001 }, () => PROFILE) }],
    ['has too many headers', { profiles: [{ ...PROFILE, headers: Array(101).fill(HEADER) }] }],
    ['has a name without end', { profiles: [{ ...PROFILE, name: 'x'.repeat(70_000) }] }],
    [
      'has a method that no header has',
      { profiles: [{ ...PROFILE, headers: [{ ...HEADER, methods: ['TRACE'] }] }] },
    ],
    ['was made at no time', { madeAt: 'yesterday' }],
  ])('is damaged if it %s', (_, change) => {
    expect(() => decoded({ ...BACKUP, ...change })).toThrow(refusal('backup-damaged'));
  });

  it('is damaged if a number is none', () => {
    const text = JSON.stringify(BACKUP).replace('"madeAt":1', '"madeAt":1e999');

    expect(() => decodeBackup(text)).toThrow(refusal('backup-damaged'));
  });
});

proves('T12', 'no text pollutes a prototype, or fails but with a code', (tried) => {
  const keys = fc.constantFrom(
    '__proto__',
    'constructor',
    'prototype',
    'profiles',
    'picks',
    'name',
    'fields',
    'x',
  );
  const value = fc.letrec<{ json: unknown }>((tie) => ({
    json: fc.oneof(
      { maxDepth: 5 },
      fc.constantFrom<unknown>(null, true, 1, 'text', '__proto__'),
      fc.array(tie('json'), { maxLength: 3 }),
      fc.array(fc.tuple(keys, tie('json')), { maxLength: 3 }).map((entries) => ({ entries })),
    ),
  })).json;
  fc.assert(
    fc.property(
      value,
      fc.constantFrom('profiles', 'picks', 'settings', 'declinedCalls', '__proto__'),
      (json, at) => {
        const text = `{"keybearer-backup":1,"madeAt":1,"profiles":[],"${at}":${textOf(json)}}`;
        try {
          decodeBackup(text);
        } catch (error) {
          expect(error, text).toBeInstanceOf(AppError);
        }
        expect(Object.keys(Object.prototype)).toEqual([]);
        tried();
      },
    ),
    { numRuns: 500 },
  );
});

/** JSON with keys that an object literal cannot have. */
function textOf(json: unknown): string {
  if (Array.isArray(json)) return `[${json.map(textOf).join(',')}]`;
  if (typeof json !== 'object' || json === null) return JSON.stringify(json);
  // Cast: made above.
  const { entries } = json as { readonly entries: readonly (readonly [string, unknown])[] };
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${textOf(each)}`).join(',')}}`;
}
