/**
 * The gate at the beginning and the end of a turn: without a readable, unlocked vault no header is sent.
 *
 * At the beginning it locks a vault whose deadline has passed, since timers do not run while a computer
 * sleeps, lets rules leave whose time is over, and drops a typed secret and an undo whose time is over. At
 * the end it locks a vault that cannot be read with the session's key. Each lock is published.
 */
import { AppError } from '../domain/errors';
import { isOverdue } from './absence/deadline';
import { mustLeave } from './headers/next-leave';
import { withdrawAllRules } from './headers/withdraw';
import { lock } from './lock/lock';
import type { Ports } from './ports';
import { dropEndedReplacements } from './profiles/kept-replacements';
import { InForceUnknown, reconcile } from './reconcile';
import { dropEndedUndo } from './undo-offer';
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
  const session = await ports.session.readNow();
  if (isOverdue(session, ports.now())) {
    await lockAndPublish(ports, publish);
  } else {
    // The rules first.
    if (session.dataKey && mustLeave(session.leavesAt, ports.now())) {
      await leaveAndPublish(ports, publish);
    }
    await dropEndedReplacements(ports, session);
    await dropEndedUndo(ports, session);
  }
  try {
    return await task(ports);
  } catch (error) {
    if (await isLockedAfter(ports, error)) await publish?.(ports);
    throw error;
  }
}

/** @throws if the key is still there: then the task must not run. */
async function lockAndPublish(ports: Ports, publish?: Publish): Promise<void> {
  try {
    await lock(ports, 'idle');
  } catch (error) {
    // The browser has refused to remove the rules, and the lock has set an alarm to try again.
    if ((await ports.session.readNow()).dataKey) throw error;
  } finally {
    await publish?.(ports);
  }
}

/** A failure withdraws every rule, and locks unless the browser has refused the rules. */
async function leaveAndPublish(ports: Ports, publish?: Publish): Promise<void> {
  try {
    await reconcile(ports);
  } catch (error) {
    if (!(await isLockedAfter(ports, error))) await withdrawAllRules(ports);
  } finally {
    await publish?.(ports);
  }
}

/** A lock that fails has removed the key all the same, and the pages must hear of it. */
function isLockedAfter(ports: Ports, error: unknown): Promise<boolean> {
  return lockAfter(ports, error).catch(() => true);
}

/**
 * Locks after a failed task if the vault cannot be read, or if the installed rules are unknown.
 *
 * @returns whether it locked.
 */
export async function lockAfter(ports: Ports, error: unknown): Promise<boolean> {
  const { dataKey } = await ports.session.read();
  if (!dataKey || !(await mustLock(ports, error))) return false;
  await lock(ports);
  return true;
}

async function mustLock(ports: Ports, error: unknown): Promise<boolean> {
  if (error instanceof InForceUnknown) return true;
  // An error about a form or a header says nothing about the vault.
  if (error instanceof AppError && !error.code.startsWith('vault-')) return false;
  return !(await isReadable(ports));
}

function isReadable(ports: Ports): Promise<boolean> {
  return openVault(ports).then(
    () => true,
    () => false,
  );
}
