import { describe, expect, it } from 'vitest';
import { IMPORT_ENTRIES_AT_MOST } from '../../src/domain/imported';
import { readImport } from '../../src/exchange';
import { formats } from '../../src/exchange/formats';
import { manyEntries } from './generated/many-entries';

const IDS = formats.map(({ id }) => id);

/** `npm run bench` measures the time. This only tells a hang from a slow machine. */
const NO_HANG = 30_000;

describe('the bound on entries', () => {
  it.each(IDS)(
    '%s takes the most entries, on hosts of their own and on one',
    async (id) => {
      for (const spread of ['apart', 'together'] as const) {
        const { format, profiles } = await readImport(
          manyEntries(id, IMPORT_ENTRIES_AT_MOST, spread),
        );

        expect(format).toBe(id);
        expect(profiles.length).toBeGreaterThan(0);
      }
    },
    NO_HANG,
  );

  it.each(IDS)('%s refuses one entry more', async (id) => {
    await expect(
      readImport(manyEntries(id, IMPORT_ENTRIES_AT_MOST + 1, 'apart')),
    ).rejects.toMatchObject({ code: 'import-refused', problem: 'import-too-many' });
  });
});
