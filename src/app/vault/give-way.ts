/** The storage is full: the oldest entries of the bin give way to a change. Pure. */
import type { BinnedEntry } from '../../domain/bin';
import type { VaultContent } from '../../vault/content';

type WithBin = Pick<VaultContent, 'bin'>;

/** Whether the change itself puts something into the bin. */
export function binsSomething(before: WithBin, after: WithBin): boolean {
  return after.bin.some((entry) => !isIn(before, entry));
}

/**
 * Never leaves out an entry that this very change has made: without room for that one, the change is
 * refused, since the user expects to be able to undo it.
 *
 * @returns the bins to try, each with half as many older entries as the one before. The first is whole:
 * a refusal that does not come again costs nothing. Empty: there is no older entry.
 */
export function smallerBins(before: WithBin, after: WithBin): readonly (readonly BinnedEntry[])[] {
  const older = after.bin.filter((entry) => isIn(before, entry));
  const bins: (readonly BinnedEntry[])[] = [];
  for (let kept = older.length; older.length > 0; kept = Math.floor(kept / 2)) {
    const left = older.slice(0, older.length - kept);
    bins.push(after.bin.filter((entry) => !left.includes(entry)));
    if (kept === 0) break;
  }
  return bins;
}

function isIn({ bin }: WithBin, { id }: BinnedEntry): boolean {
  return bin.some((each) => each.id === id);
}
