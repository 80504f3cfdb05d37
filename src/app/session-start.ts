/** The id of this start of the browser and of Keybearer: kept over locks, gone when either starts anew. */
import type { SessionStore } from './ports';

/** @returns `SessionFacts.start`, which it makes if there is none. */
export async function startOf(session: SessionStore): Promise<string> {
  const { start = crypto.randomUUID() } = await session.readNow();
  // First: a mark of a start that the session does not know would look like one of an earlier start.
  await session.write({ start });
  return start;
}
