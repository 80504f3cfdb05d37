/** The time of a pick among 5,000 profiles, 100 of them picked, compared with one among 10. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { GLUWA, type World } from '../e2e/harness';
import type { LabPage } from '../lab/browsers/lab-page.mjs';
import { MANY, openWorldOf } from './many-profiles';
import { median, record } from './results';
import { inFull } from './short-run';

const ROUNDS = inFull(8, 1);

let few: World;
let many: World;

beforeAll(async () => {
  few = await openWorldOf(10, 10);
  many = await openWorldOf(MANY, 100);
}, 300_000);

afterAll(async () => {
  await few?.close();
  await many?.close();
});

/** Milliseconds from the message to its answer: until then the header is in force, or withdrawn. */
function timePick(page: LabPage, profileId: string | null): Promise<number> {
  return page.evaluate(
    async (origin, picked) => {
      const { runtime } = (
        globalThis as unknown as {
          chrome: { runtime: { sendMessage(message: unknown): Promise<{ ok: boolean }> } };
        }
      ).chrome;
      const begin = performance.now();
      const reply = await runtime.sendMessage({ type: 'pick/set', origin, profileId: picked });
      if (!reply.ok) throw new Error('not picked');
      return performance.now() - begin;
    },
    GLUWA,
    profileId,
  );
}

it('picks among 5,000 profiles like among 10', async () => {
  const pages = [await few.keybearer.openManager(), await many.keybearer.openManager()] as const;
  const ratios: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (const profileId of [null, 'profile-0']) {
      const amongFew = await timePick(pages[0], profileId);
      const amongMany = await timePick(pages[1], profileId);
      ratios.push(amongMany / amongFew);
    }
  }

  record({ 'pick.manyRatio': median(ratios) });
  expect(ratios).toHaveLength(2 * ROUNDS);
}, 300_000);
