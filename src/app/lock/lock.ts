/**
 * Headers stop first, then what is typed and not saved is sealed, and what servers are about to hand
 * out for the next time, then the key goes: a crash in between must not leave credentials being sent.
 */
import type { LockReason } from '../../domain/lock-reason';
import { clearAtLock } from '../clipboard/clear-clipboard';
import { withdrawAllRules } from '../headers/withdraw';
import type { Ports } from '../ports';
import { storeRenewals, unstoredRenewals } from '../tokens/refresh-tokens';
import { commit, unseal } from '../vault/commit';
import { readEnvelope } from '../vault/stored-vault';

/** How long a lock waits for a commit in flight, and again for its own ones: ten seconds in all. */
export const LOCK_WAITS_MS = 5_000;

const CLIPBOARD_WAITS_MS = 1_000;

/** @param lockedBy - Absent: the user has done it, or nobody is to be told. */
export async function lock(ports: Ports, lockedBy?: LockReason): Promise<undefined> {
  // Before anything else: those of a turn that was left behind are about to be given up.
  const renewals = ports.tokens.renewals();
  const { dataKey } = await ports.session.readNow();
  try {
    await withdrawAllRules(ports);
  } finally {
    await atMost(LOCK_WAITS_MS, (isOver) => sealAll(ports, renewals, isOver));
    await ports.session.clear();
    if (dataKey) await ports.session.write({ lockedBy });
    await ports.wakeUp.set(undefined);
    // Last, and not waited for at length: nothing of the vault is open any more.
    await atMost(CLIPBOARD_WAITS_MS, () => clearAtLock(ports));
  }
}

/** First what waits for nobody. */
async function sealAll(
  ports: Ports,
  renewals: ReturnType<Ports['tokens']['renewals']>,
  isOver: () => boolean,
): Promise<void> {
  await sealDrafts(ports);
  await storeRenewals(ports, await unstoredRenewals(ports));
  // As they come, each commit after the other: a server that says nothing is to cost no other's.
  let stored: Promise<unknown> = Promise.resolve();
  const storing = renewals.map(async (renewal) => {
    const answered = await renewal;
    // The key has gone meanwhile, and perhaps somebody has unlocked again.
    stored = stored.then(() => (isOver() ? undefined : storeRenewals(ports, answered)));
    await stored;
  });
  await Promise.all(storing);
}

/** Forms that are open now, less those that have been saved or given up since the last lock. */
async function sealDrafts(ports: Ports): Promise<void> {
  const { dataKey, drafts } = await ports.session.readNow();
  if (!dataKey) return;
  const vault = await unseal(await readEnvelope(ports), dataKey);
  if (JSON.stringify(vault.content.drafts) === JSON.stringify(drafts)) return;
  await commit(ports, vault, { ...vault.content, drafts });
}

/**
 * A vault that cannot be read or written is locked all the same: then what was typed is lost. So is
 * one beside a clipboard that does not answer.
 */
async function atMost(ms: number, work: (isOver: () => boolean) => Promise<void>): Promise<void> {
  let isOver = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLong = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work(() => isOver).catch(() => undefined), tooLong]);
  isOver = true;
  clearTimeout(timer);
}
