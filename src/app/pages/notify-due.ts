/**
 * Tells outside of the browser's windows that a credential is due, where the user has allowed it:
 * once for each profile and day on which it became due, as long as the browser runs.
 */
import type { AppState, ProfileSummary } from '../../domain/app-state';
import type { Ports } from '../ports';
import { dueInUse } from './due-in-use';

export async function notifyDue(
  { session, notifier }: Pick<Ports, 'session' | 'notifier'>,
  state: AppState,
): Promise<void> {
  const due = dueInUse(state).map(occasion);
  if (due.length === 0) return;
  // The turn is over: another one may have told since.
  const { notifiedDue } = await session.readNow();
  const isTold = due.every((each) => notifiedDue.includes(each));
  // What was not allowed is told as soon as it is.
  if (isTold || !(await notifier.isAllowed())) return;
  // First: to be told twice is worse than by the mark on the button alone.
  await session.write({ notifiedDue: due });
  await notifier.tellDue();
}

function occasion({ id, rotation, rotateEveryDays }: ProfileSummary): string {
  return `${id} ${rotation?.since} ${rotateEveryDays}`;
}
