/** An import as lines that a test compares: one for each profile, and one for each remark. */
import { readFileSync } from 'node:fs';
import { readImport } from '../../../src/exchange';

const FIXTURES = new URL('../fixtures/', import.meta.url);

/** @param names - Files of the folder of that format, together in one import. */
export async function outlineOf(format: string, ...names: readonly string[]): Promise<string[]> {
  return outline(
    names.map((name) => ({
      name,
      text: readFileSync(new URL(`${format}/${name}`, FIXTURES), 'utf8'),
    })),
    format,
  );
}

/**
 * `ready: Name @ https://a.test/path: bearer token=x`, then ` - code (place)` for each remark of the
 * profile; `code (place)` for a remark about the source.
 */
export async function outline(
  files: Parameters<typeof readImport>[0],
  expected: string,
): Promise<string[]> {
  const { format, profiles, remarks } = await readImport(files);
  if (format !== expected) return [`read as ${format}`];
  return [
    ...profiles.map(({ draft, isReady, remarks: own }) => {
      const sites = draft.sites.map(({ url, path }) => `${url}${path}`).join(' ');
      const headers = draft.headers.map(({ schemeId, fields = {} }) =>
        [schemeId, ...Object.entries(fields).flatMap(([name, value]) => fieldText(name, value))].join(
          ' ',
        ),
      );
      const told = own.map(({ code, place }) => ` - ${code} (${place})`).join('');
      return `${isReady ? 'ready' : 'not ready'}: ${draft.name} @ ${sites}: ${headers.join(', ')}${told}`;
    }),
    ...remarks.map(({ code, place }) => `${code} (${place})`),
  ];
}

/** Empty fields are left out. */
function fieldText(name: string, value: string): readonly string[] {
  return value === '' ? [] : [`${name}=${value.replace(/\s+/g, ' ')}`];
}
