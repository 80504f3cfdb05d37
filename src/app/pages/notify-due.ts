/**
 * Shows a system notification that a credential is due, if the user has allowed notifications: once
 * for each due date of a profile, as long as the browser runs.
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
  // Read now: the turn is over, and the next one may have shown a notification.
  const { notifiedDue } = await session.readNow();
  const isShown = due.every((each) => notifiedDue.includes(each));
  // Not stored without the permission, so that it is shown once the user allows notifications.
  if (isShown || !(await notifier.isAllowed())) return;
  // First: a second notification is worse than none, since the toolbar button shows it too.
  await session.write({ notifiedDue: due });
  await notifier.tellDue();
}

function occasion({ id, rotation, rotateEveryDays }: ProfileSummary): string {
  return `${id} ${rotation?.since} ${rotateEveryDays}`;
}
