/**
 * Takes out of the bin what has been there for 30 days, at an unlock.
 *
 * One start of the browser with a wrong clock must not empty it: an entry goes once a later start finds
 * its time over too. An entry that was deleted in the future, while the clock was wrong, would stay for
 * years: once a later start finds the same, its 30 days begin anew. That may have been the wrong clock, so
 * the entry keeps its own time, which counts again once the clock has reached it.
 */
import { BIN_DAYS, type BinnedEntry, type Overdue } from '../../domain/bin';
import { isReadOnly } from '../../vault/envelope';
import type { Ports } from '../ports';
import { startOf } from '../session-start';
import { commitIfRoom, type OpenVault } from '../vault/commit';

const DAY_MS = 24 * 60 * 60_000;

/** @returns the vault as it was if it cannot be written: it opens all the same. */
export async function sweep(ports: Ports, vault: OpenVault): Promise<OpenVault> {
  const { envelope, content } = vault;
  if (isReadOnly(envelope) || content.bin.length === 0) return vault;
  try {
    const start = await startOf(ports.session);
    const bin = swept(content.bin, { now: ports.now(), start });
    if (JSON.stringify(bin) === JSON.stringify(content.bin)) return vault;
    return await commitIfRoom(ports, vault, { ...content, bin });
  } catch {
    return vault;
  }
}

interface Moment {
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
  /** See `SessionFacts.start`. */
  readonly start: string;
}

export function swept(bin: readonly BinnedEntry[], { now, start }: Moment): readonly BinnedEntry[] {
  return bin.flatMap((entry) => {
    const { overdue, ...unmarked } = isAhead(entry.deletedAt, now) ? entry : byItsOwnTime(entry);
    const by = overdueBy(unmarked, now);
    if (!by) return [unmarked];
    if (overdue?.by !== by) return [{ ...unmarked, overdue: { by, foundIn: start } }];
    if (overdue.foundIn === start) return [entry];
    return by === 'past' ? [] : [{ ...unmarked, restartedAt: now }];
  });
}

function byItsOwnTime({ restartedAt, ...entry }: BinnedEntry): BinnedEntry {
  return entry;
}

function overdueBy(entry: BinnedEntry, now: number): Overdue['by'] | undefined {
  const { deletedAt, restartedAt = deletedAt } = entry;
  if (isAhead(restartedAt, now)) return 'ahead';
  return restartedAt + BIN_DAYS * DAY_MS < now ? 'past' : undefined;
}

/** The clock may be a day behind without harm. */
function isAhead(time: number, now: number): boolean {
  return time > now + DAY_MS;
}
