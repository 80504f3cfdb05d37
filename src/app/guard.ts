/**
 * The gate at the begin and the end of a turn: nothing may be sent that no open vault says.
 *
 * At the begin, a vault whose deadline has passed is locked: timers do not run while a computer
 * sleeps, so each turn looks. At the end, a session that has a key and no vault to read with it is
 * locked too. Each lock is published.
 */
import { isOverdue } from './absence/deadline';
import { lock } from './lock/lock';
import type { Ports } from './ports';
import { InForceUnknown } from './reconcile';
import { openVault } from './vault/open-vault';

/** Tells the pages what has become of the vault. */
export type Publish = (ports: Ports) => Promise<unknown>;

/**
 * Runs a task between the two checks. After a lock at the begin the task still runs: opening the
 * vault refuses it with `vault-locked`, and an unlock goes on.
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
 * Locks if a task has failed because the vault cannot be read, or if it does not know what is in
 * force.
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
