/**
 * The gate at the beginning and the end of a turn: without a readable, unlocked vault no header is sent.
 *
 * At the beginning it locks a vault whose deadline has passed, since timers do not run while a computer
 * sleeps. At the end it locks a vault that cannot be read with the session's key. Each lock is
 * published.
 */
import { isOverdue } from './absence/deadline';
import { lock } from './lock/lock';
import type { Ports } from './ports';
import { InForceUnknown } from './reconcile';
import { openVault } from './vault/open-vault';

/** Publishes the state to the pages. */
export type Publish = (ports: Ports) => Promise<unknown>;

/**
 * Runs a task between the two checks. The task also runs after a lock at the beginning: most tasks then
 * fail with `vault-locked`, but an unlock must work.
 *
 * @param publish - Absent: the task publishes the state itself.
 */
export async function guarded<T>(
  ports: Ports,
  task: (ports: Ports) => Promise<T>,
  publish?: Publish,
): Promise<T> {
  if (isOverdue(await ports.session.readNow(), ports.now())) {
    await lock(ports, 'idle');
    await publish?.(ports);
  }
  try {
    return await task(ports);
  } catch (error) {
    if (await lockAfter(ports, error)) await publish?.(ports);
    throw error;
  }
}

/**
 * Locks after a failed task if the vault cannot be read, or if the installed rules are unknown.
 *
 * @returns whether it locked.
 */
export async function lockAfter(ports: Ports, error: unknown): Promise<boolean> {
  const { dataKey } = await ports.session.read();
  if (!dataKey) return false;
  if (!(error instanceof InForceUnknown) && (await isReadable(ports))) return false;
  await lock(ports);
  return true;
}

function isReadable(ports: Ports): Promise<boolean> {
  return openVault(ports).then(
    () => true,
    () => false,
  );
}
