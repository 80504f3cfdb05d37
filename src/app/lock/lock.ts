/**
 * Locks the vault: removes the rules, then seals unsaved texts and refresh tokens into the vault, then
 * removes the key. The rules go first, so that a crash in between leaves no header in force.
 */
import type { LockReason } from '../../domain/lock-reason';
import { clearAtLock } from '../clipboard/clear-clipboard';
import { withdrawAllRules } from '../headers/withdraw';
import type { Ports } from '../ports';
import { withUnsaved } from '../profiles/unsaved-texts';
import { storeRenewals, unstoredRenewals } from '../tokens/refresh-tokens';
import { commit, UNFINISHED_AFTER_MS, unseal } from '../vault/commit';
import { readEnvelope } from '../vault/stored-vault';

/** A lock waits this long for a commit in flight, and again for its own commits: 10 s in all. */
export const LOCK_WAITS_MS = 5_000;

const CLIPBOARD_WAITS_MS = 1_000;

/** @param lockedBy - The reason that pages show. Absent: none. */
export async function lock(ports: Ports, lockedBy?: LockReason): Promise<undefined> {
  ports.cipher.end();
  // First: an answer whose turn was abandoned is dropped a moment later.
  const renewals = ports.tokens.renewals();
  let isWithdrawn = false;
  try {
    await withdrawAllRules(ports);
    isWithdrawn = true;
  } finally {
    const { dataKey, locks } = await ports.session.readNow();
    await atMost(LOCK_WAITS_MS, (isOver) => sealAll(ports, renewals, isOver));
    await ports.session.clear();
    await ports.session.write({ locks: locks + 1, ...(dataKey && { lockedBy }) });
    // If the browser has refused to remove the rules, `reconcile` tries again.
    await ports.wakeUp.set(isWithdrawn ? undefined : ports.now() + UNFINISHED_AFTER_MS);
    // Last, with a short wait: the vault is locked already.
    await atMost(CLIPBOARD_WAITS_MS, () => clearAtLock(ports));
  }
}

async function sealAll(
  ports: Ports,
  renewals: ReturnType<Ports['tokens']['renewals']>,
  isOver: () => boolean,
): Promise<void> {
  await sealUnsaved(ports);
  await storeRenewals(ports, await unstoredRenewals(ports));
  // In the order of the answers, so that a silent server does not delay another server's token.
  let stored: Promise<unknown> = Promise.resolve();
  const storing = renewals.map(async (renewal) => {
    const answered = await renewal;
    // After the time is over, the key is gone or belongs to the next unlock.
    stored = stored.then(() => (isOver() ? undefined : storeRenewals(ports, answered)));
    await stored;
  });
  await Promise.all(storing);
}

/** Replaces what the vault holds of unsaved texts: some were saved or discarded since the last lock. */
async function sealUnsaved(ports: Ports): Promise<void> {
  const { dataKey } = await ports.session.readNow();
  if (!dataKey) return;
  const vault = await unseal(ports, await readEnvelope(ports), dataKey);
  const content = await withUnsaved(ports, vault.content);
  if (JSON.stringify(content) === JSON.stringify(vault.content)) return;
  await commit(ports, vault, content);
}

/**
 * Waits for the work no longer than this and ignores its failure: a vault that cannot be written, or a
 * clipboard that does not answer, must not stop a lock. Then the drafts are lost.
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
