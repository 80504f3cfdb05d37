/** Each key of a vault's content is in a backup, or left out for a reason. */
import { expect, it } from 'vitest';
import { CONTENT_KEYS } from '../../src/backup/content-keys';
import { contentSchema } from '../../src/vault/content';

it('decides on every key of the content, and on no other', () => {
  // Stored apart, they are picks like the others: see `vault/pick-schema.ts`.
  const { apartPicks: _, ...stored } = contentSchema.entries;
  expect(Object.keys(CONTENT_KEYS).sort()).toEqual(Object.keys(stored).sort());
});

it('gives a reason for each key that is left out', () => {
  const reasons = Object.values(CONTENT_KEYS).flatMap((each) =>
    each === 'kept' ? [] : each.leftOut,
  );

  expect(reasons.length).toBeGreaterThan(0);
  for (const reason of reasons) expect(reason).toMatch(/\w+ \w+ \w+/);
});
