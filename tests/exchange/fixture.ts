/** The fixtures of the importers, and an import as short text, to be compared in a table. */
import { readFileSync } from 'node:fs';
import type { FormatId, Imported, ImportedProfile } from '../../src/domain/imported';
import { readImport } from '../../src/exchange';

export function readFixture(format: FormatId, ...files: readonly string[]): Promise<Imported> {
  return readImport(
    files.map((name) => ({
      name,
      text: readFileSync(`${import.meta.dirname}/fixtures/${format}/${name}`, 'utf8'),
    })),
  );
}

/** A profile without what all imports have in common. Header fields are joined in their order. */
export function summaryOf({ draft, isReady, remarks }: ImportedProfile) {
  return {
    name: draft.name,
    isReady,
    sites: draft.sites.map(({ url, path }) => url + path),
    headers: draft.headers.map(({ schemeId, fields = {}, methods, isOff }) =>
      [
        schemeId,
        ...Object.entries(fields).flatMap(([name, value]) =>
          value === '' ? [] : `${name}=${value}`,
        ),
        ...(methods.length > 0 ? [methods.join(',')] : []),
        ...(isOff ? ['off'] : []),
      ].join(' '),
    ),
    remarks: remarks.map(({ code }) => code),
  };
}

export function summary({ profiles, remarks }: Imported) {
  return {
    profiles: profiles.map(summaryOf),
    remarks: remarks.map(({ code, place }) => `${code}: ${place}`),
  };
}
