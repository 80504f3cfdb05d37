/** Long work leaves the page time between its parts. */
import { afterEach, expect, it, vi } from 'vitest';
import { inSlices } from '../../../src/manager/import/in-slices';

afterEach(() => vi.restoreAllMocks());

it('handles all items in their order, and lets other tasks run in between', async () => {
  let clock = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => clock);
  const done: number[] = [];
  const seenByOthers: number[] = [];
  setTimeout(() => seenByOthers.push(done.length));

  await inSlices([10, 20, 30, 40], (item, index) => {
    clock += 5;
    done.push(item + index);
  });

  expect(done).toEqual([10, 21, 32, 43]);
  expect(seenByOthers).toEqual([2]);
});

it('is over at once if the work is short', async () => {
  vi.spyOn(performance, 'now').mockReturnValue(0);
  const wait = vi.spyOn(globalThis, 'setTimeout');

  await inSlices([1, 2], () => {});

  expect(wait).not.toHaveBeenCalled();
});
