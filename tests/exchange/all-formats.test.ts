/** Claims about the importers of all formats, on their fixtures and on damaged copies of them. */
import { describe, expect, it } from 'vitest';
import { parseProfile } from '../../src/app/profiles/parse-profile';
import { AppError } from '../../src/domain/errors';
import type { Imported, ImportedProfile, Remark, SourceFile } from '../../src/domain/imported';
import { isSecret } from '../../src/domain/is-secret';
import { readImport } from '../../src/exchange';
import { formats } from '../../src/exchange/formats';
import { hasPlaceholder } from '../../src/exchange/text/placeholder';
import { sourceTree } from '../../src/exchange/text/source-tree';
import { schemes } from '../../src/schemes';
import { proves, rounds } from '../support/proves';
import fc from '../support/seeded-fast-check';
import { FEATURES } from './features';
import { manyEntries } from './generated/many-entries';

/** `JSON.parse` makes another one of it. */
const LONG_NUMBER = '12345678901234567891';

/** The same files with a number in the place of each credential. Undefined: it is not JSON or YAML, or has none. */
function withNumbers(files: readonly SourceFile[]): readonly SourceFile[] | undefined {
  const changed = files.map((file) => ({
    ...file,
    text: file.text.replaceAll(/"(?:Bearer )?[a-z]{2,3}-\d"/g, LONG_NUMBER),
  }));
  return changed.some(({ text }) => text.includes(LONG_NUMBER)) ? changed : undefined;
}

/** Nothing else may come out of a file of a stranger. */
async function readOrRefused(files: readonly SourceFile[]): Promise<Imported | undefined> {
  try {
    return await readImport(files);
  } catch (error) {
    if (error instanceof AppError && error.code === 'import-refused') return undefined;
    throw error;
  }
}

describe('the fixtures of all formats', () => {
  it.each(FEATURES.map((each) => [`${each.format}: ${each.feature}`, each] as const))(
    'are recognised, each by one format: %s',
    (_, { format, files }) => {
      const taking = files.map(
        (file) => formats.find((each) => each.recognises(sourceTree(file)))?.id,
      );

      expect(taking).toContain(format);
    },
  );

  proves('T12', 'no import has a secret in a remark', async (tried) => {
    for (const { files } of FEATURES) {
      const imported = await readImport(files);
      const secrets = [...secretsOf(imported.profiles), ...files.flatMap(valuesIn)];
      expectNoSecret(imported, secrets);
      tried(secrets.length);
    }
  });

  it.each(
    formats.flatMap(({ id }) => {
      const files = withNumbers(manyEntries(id, 3, 'apart'));
      return files ? [[id, files] as const] : [];
    }),
  )('loses no digit of a long number: %s', async (_, files) => {
    const { profiles } = await readImport(files);

    expect(JSON.stringify(profiles.map(({ draft }) => draft.headers))).toContain(LONG_NUMBER);
    expect(profiles.some(({ isReady }) => isReady)).toBe(true);
  });

  proves('T12', 'no import names a host that its source does not', async (tried) => {
    for (const { files } of FEATURES) {
      const source = files.map(({ text }) => text.toLowerCase()).join('\n');
      const { profiles } = await readImport(files);
      for (const { url } of profiles.flatMap(({ draft }) => draft.sites)) {
        for (const label of new URL(url).hostname.split('.')) expect(source).toContain(label);
        tried();
      }
    }
  });

  proves('T12', 'no import takes the address that a sign-in leads back to', async (tried) => {
    for (const { files } of FEATURES) {
      const drafts = JSON.stringify((await readImport(files)).profiles.map(({ draft }) => draft));
      for (const address of files.flatMap(callbacksIn)) {
        expect(drafts).not.toContain(address);
        tried();
      }
    }
  });

  proves(
    'T12',
    'the credentials of an import go to one profile each, with all that widens off',
    async (tried) => {
      for (const { files } of FEATURES) {
        for (const { draft } of (await readImport(files)).profiles) {
          expect(draft).toMatchObject({
            revision: 0,
            callers: [],
            ownForms: false,
            ownPictures: false,
            allowCache: false,
            allowHttp: false,
          });
          expect(draft).not.toHaveProperty('id');
          expect(draft).not.toHaveProperty('pick');
          tried();
        }
      }
    },
  );
});

describe('damaged copies of the fixtures', () => {
  proves(
    'T12',
    'a damaged file is read or refused, and never ready without a sound draft',
    async (tried) => {
      const before = Reflect.ownKeys(Object.prototype);
      let read = 0;
      await fc.assert(
        fc.asyncProperty(damaged, async (files) => {
          const imported = await readOrRefused(files);
          expect(Reflect.ownKeys(Object.prototype)).toEqual(before);
          if (!imported) return;
          read += 1;
          for (const profile of imported.profiles) expectSound(profile);
          expectNoSecret(imported, secretsOf(imported.profiles));
          tried();
        }),
        { numRuns: rounds({ short: 400, full: 20_000 }) },
      );
      expect(read, 'imports that were read').toBeGreaterThan(50);
    },
  );
});

function expectSound({ draft, isReady }: ImportedProfile): void {
  expect(draft.name).not.toBe('');
  expect(draft.allowHttp || draft.ownForms || draft.callers.length > 0).toBe(false);
  const fields = draft.headers.flatMap((header) => Object.values(header.fields ?? {}));
  expect(fields.filter(hasPlaceholder)).toEqual([]);
  if (!isReady) return;
  expect(() => parseProfile(draft, undefined, Date.now())).not.toThrow();
}

function expectNoSecret({ profiles, remarks }: Imported, secrets: readonly string[]): void {
  const places = [...profiles.flatMap((profile) => profile.remarks), ...remarks].map(
    ({ place }: Remark) => place,
  );
  for (const secret of secrets) {
    for (const place of places) expect(place).not.toContain(secret);
  }
}

/** The values of the fields that pages mask, if they are long enough to be found by themselves. */
function secretsOf(profiles: readonly ImportedProfile[]): readonly string[] {
  return profiles.flatMap(({ draft }) =>
    draft.headers.flatMap(({ schemeId, fields = {} }) => {
      const masked = schemes.find(({ id }) => id === schemeId)?.fields.filter(isSecret) ?? [];
      return masked.flatMap(({ name }) => fields[name] ?? []).filter(isTelling);
    }),
  );
}

/** Values of a source that may be reported by place: of cookies, queries, bodies. */
function valuesIn({ text }: SourceFile): readonly string[] {
  const pairs = text.matchAll(/"(?:value|password|token|secret|bearerToken)":\s?"([^"\\]+)"/gi);
  return [...pairs].map(([, value = '']) => value).filter(isTelling);
}

/** The formats have several names for it. */
function callbacksIn({ text }: SourceFile): readonly string[] {
  const found = text.matchAll(
    /(?:callback|redirect)[\w. -]*["']?\s*[:=,][^{}]{0,60}?(https?:\/\/[^\s"',]+)/gi,
  );
  return [...found].map(([, address = '']) => address);
}

/** Words and names are no secrets, and occur in names. */
function isTelling(value: string): boolean {
  return (
    value.length >= 8 &&
    !hasPlaceholder(value) &&
    !/^[A-Za-z][A-Za-z_-]*$/.test(value) &&
    !value.includes('://') &&
    !/^[\w.-]+\.test(:\d+)?$/.test(value)
  );
}

const TOKENS = [
  ...['{{', '}}', '"', "'", '\\', '`', '\n', '\n\n', '\t', '\u0000', '\ud800', '😀', '\ufeff', ' '],
  ...[
    '__proto__',
    '"__proto__":{"isReady":true},',
    'constructor',
    'null',
    'true',
    '[',
    ']',
    '{',
    '}',
  ],
  ...[
    '&a ',
    '*a',
    '<<: *a',
    '---',
    '- ',
    ': ',
    '#',
    '%',
    '$X',
    '$(x)',
    ' -H ',
    ' | ',
    ';',
    '.*',
    '(?!',
  ],
  ...[
    '9007199254740993',
    '1e400',
    '-1',
    'http://',
    'https://b.test/',
    '@',
    '~',
    "'''",
    '###',
    '^"',
  ],
  ...[
    'Bearer ',
    'Basic ',
    'Authorization: ',
    '[[[[[[[[[[',
    '{"a":'.repeat(120),
    'x'.repeat(70_000),
  ],
];

type Edit = (text: string) => string;

const edit: fc.Arbitrary<Edit> = fc
  .record({
    kind: fc.constantFrom('cut', 'repeat', 'insert', 'insert', 'end', 'value'),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.nat(40),
    token: fc.constantFrom(...TOKENS),
  })
  .map(({ kind, at, length, token }) => (text: string) => {
    const start = Math.floor(at * text.length);
    const end = start + length;
    switch (kind) {
      case 'cut':
        return text.slice(0, start) + text.slice(end);
      case 'repeat':
        return text.slice(0, end) + text.slice(start);
      case 'insert':
        return text.slice(0, start) + token + text.slice(start);
      case 'end':
        return text.slice(0, start);
      default:
        return withOtherValue(text, start, token);
    }
  });

/** Another shape where a format expects text, a list or a map. */
function withOtherValue(text: string, from: number, token: string): string {
  const colon = text.indexOf(':', from);
  if (colon === -1) return text;
  const [value = ''] = /^\s*("[^"]*"|\w+|\[|\{)/.exec(text.slice(colon + 1, colon + 200)) ?? [];
  const others = ['null', '[]', '{}', '12345678901234567890', '"{{x}}"', '[{}]', 'true', '""'];
  const other = others[token.length % others.length] ?? 'null';
  return `${text.slice(0, colon + 1)} ${other}${text.slice(colon + 1 + value.length)}`;
}

const damaged: fc.Arbitrary<readonly SourceFile[]> = fc
  .tuple(fc.constantFrom(...FEATURES), fc.array(edit, { minLength: 1, maxLength: 3 }), fc.nat(20))
  .map(([{ files }, edits, which]) =>
    files.map((file, index) =>
      index === which % files.length
        ? { ...file, text: edits.reduce((text, each) => each(text), file.text) }
        : file,
    ),
  );
