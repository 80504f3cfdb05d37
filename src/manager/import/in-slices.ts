/** Works through a list of thousands in short tasks, so that the page draws and answers in between. */

/** Half of a frame. */
const SLICE_MS = 8;

/** Resolves after the last item. */
export async function inSlices<T>(
  items: readonly T[],
  work: (item: T, index: number) => void,
): Promise<void> {
  let begun = performance.now();
  for (const [index, item] of items.entries()) {
    work(item, index);
    if (performance.now() - begun < SLICE_MS) continue;
    await new Promise((resolve) => setTimeout(resolve));
    begun = performance.now();
  }
}
