/** New entries → the activity with them: the last ones, and what each tab shows of a site. Pure. */
import {
  ACTIVITY_AT_MOST,
  type Activity,
  type ActivityEntry,
  isFine,
  type SeenHere,
  seenKey,
} from '../../domain/activity';

/** Tabs come and go; what is shown is of those that were at work last. */
const SEEN_AT_MOST = 50;

/** @param entries - In the order in which they were seen. */
export function noteEntries(
  activity: Activity,
  entries: readonly Omit<ActivityEntry, 'id'>[],
): Activity {
  const named = entries.map((entry, index) => ({ id: activity.nextId + index, ...entry }));
  return {
    ...activity,
    nextId: activity.nextId + named.length,
    entries: [...activity.entries, ...named].slice(-ACTIVITY_AT_MOST),
    seen: newestOf(named.reduce(noteSeen, activity.seen)),
  };
}

function noteSeen(seen: SeenHere, entry: ActivityEntry): SeenHere {
  const key = seenKey(entry.tabId, entry.origin);
  const before = seen[key];
  return before && isHidden(entry, before) ? seen : { ...seen, [key]: entry };
}

/**
 * Of a page with many requests, one that fails says more than all that work; and what is not there, as
 * an icon that a page does not have, says nothing of who one is.
 */
function isHidden(entry: ActivityEntry, before: ActivityEntry): boolean {
  if (entry.type === 'main_frame') return false;
  if (entry.verdict.cause === 'refused-otherwise') return true;
  if (!isFine(entry.verdict) || isFine(before.verdict)) return false;
  const isMended = entry.address === before.address || entry.profileId !== before.profileId;
  return !isMended;
}

function newestOf(seen: SeenHere): SeenHere {
  const all = Object.entries(seen);
  if (all.length <= SEEN_AT_MOST) return seen;
  return Object.fromEntries(all.toSorted(([, a], [, b]) => b.at - a.at).slice(0, SEEN_AT_MOST));
}
