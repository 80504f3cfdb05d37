/** Forgets what has been seen of requests, what the popup shows of it among them. */
import { NO_ACTIVITY } from '../../domain/activity';
import type { Ports } from '../ports';

export async function clearActivity({ activity }: Pick<Ports, 'activity'>): Promise<undefined> {
  // Counting on: a page that still shows an entry must not take another one for it. And what the tabs
  // show they go on showing.
  const { nextId, pages } = await activity.read();
  await activity.write({ ...NO_ACTIVITY, nextId, pages });
}
