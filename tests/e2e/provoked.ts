/** Refusals that a page of another site causes: it opens an address of the API again and again. */
import { vi } from 'vitest';
import { arrivals, open, PATIENT, type World } from './harness';

const FOREIGN = 'https://evil.test/blank';

/** @returns the requests that arrived, in order. */
export async function openedFromElsewhere(
  world: World,
  url: string,
  times: number,
): Promise<ReturnType<typeof arrivals>> {
  const mark = world.lab.log.mark();
  const count = () => arrivals(world, url, mark).length;
  const foreign = await world.browser.newPage(FOREIGN);
  for (let time = 0; time < times; time++) {
    await open(foreign, FOREIGN);
    const before = count();
    await foreign
      .evaluate((address) => {
        location.href = address;
      }, url)
      // The navigation may end the script first.
      .catch(() => undefined);
    await vi.waitFor(() => {
      if (count() === before) throw new Error('it has not arrived yet');
    }, PATIENT);
  }
  await foreign.close();
  return arrivals(world, url, mark);
}
