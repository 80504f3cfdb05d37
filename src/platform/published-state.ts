/**
 * The pages' end of the published state: a page paints it before the background has woken, and hears
 * of each later one. Reading publishes nothing.
 */
import { type AppState, isWhole, type StateStamp } from '../domain/app-state';
import type { Origin } from '../domain/site';
import { onAnnounced } from './announcements';
import { readPublished } from './page-storage';
import { PART_KEYS, type Part, partKey, partOf, putTogether, STATE_KEY } from './state-parts';

/** @returns undefined before the background's first start in this browser session. */
export function readPublishedState(): Promise<AppState | undefined> {
  return read(PART_KEYS);
}

/**
 * Reads the part that a popup shows first: the head of the list, and everything about the site that
 * the popup is opened over.
 */
export async function readPublishedStateFor(
  site: Promise<Origin | undefined>,
): Promise<AppState | undefined> {
  const head = await read([]);
  if (!head || isWhole(head)) return head;
  const origin = await site;
  return origin ? read([partKey(partOf(origin))]) : head;
}

/** Reads the state, and puts it together from these parts if it is divided. */
async function read(partKeys: typeof PART_KEYS): Promise<AppState | undefined> {
  // An unreadable state counts as not published: the page asks the background.
  const stored = await readPublished([STATE_KEY, ...partKeys]).catch(() => ({}));
  // Casts: only the background's `publish` stores under these keys.
  const { [STATE_KEY]: head, ...rest } = stored as { [STATE_KEY]?: AppState };
  if (head?.vault !== 'unlocked' || isWhole(head)) return head;
  const parts = Object.values(rest).map((text) => JSON.parse(text as string) as Part);
  return parts.length === partKeys.length ? putTogether(head, parts) : undefined;
}

/**
 * @param listener - Gets whole states only.
 * @param isShown - Whether the page shows the state of this stamp, which came with an answer. It is not
 * read again.
 * @returns a function that stops listening.
 */
export function onPublishedState(
  listener: (state: AppState) => void,
  isShown: (stamp: StateStamp) => boolean,
): () => void {
  let newest = 0;
  const tell = async () => {
    newest += 1;
    const mine = newest;
    const head = await read([]);
    if (mine !== newest || (head?.stamp && isShown(head.stamp))) return;
    const state = head && isWhole(head) ? head : await readPublishedState();
    // A later state may be published while this one is read: then that one is reported.
    if (state && mine === newest) listener(state);
  };
  return onAnnounced('state', () => void tell());
}
