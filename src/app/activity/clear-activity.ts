/** Deletes all entries, also those that the popup shows. */
import { NO_ACTIVITY } from '../../domain/activity';
import type { Ports } from '../ports';

export async function clearActivity({ activity }: Pick<Ports, 'activity'>): Promise<undefined> {
  // Ids go on counting, so that a page that still shows an old entry does not confuse it with a new one.
  const { nextId, pages } = await activity.read();
  await activity.write({ ...NO_ACTIVITY, nextId, pages });
}
