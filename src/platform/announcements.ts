/**
 * Tells the pages that something they may read has changed. An announcement carries no value: the page
 * then reads its own keys (`page-storage.ts`). The browser's own event for it,
 * `storage.session.onChanged`, would hand every listening page each changed value, the data key and
 * the headers included.
 *
 * A `BroadcastChannel` wakes no background, keeps none awake and stores nothing. So a page listens
 * first and reads then: it reads every change whose announcement it has missed.
 *
 * Firefox gives a private window a channel of its own, which the background does not reach (measured;
 * containers are kept apart by the same attribute of an origin). So a page compares what is stored once a second until it has heard an
 * announcement; elsewhere the first one comes as soon as the page has asked for the state.
 */
import { readPublished } from './page-storage';

/** `unchanged` says only that the channel works. */
type Topic = 'state' | 'activity' | 'unchanged';

const CHANNEL = 'published';
const COMPARE_EVERY_MS = 1000;

let channel: BroadcastChannel | undefined;

/** For the background. */
export function announce(topic: Topic): void {
  channel ??= new BroadcastChannel(CHANNEL);
  channel.postMessage(topic);
}

/** For the pages. @returns a function that stops listening. */
export function onAnnounced(topic: Topic, tell: () => void): () => void {
  const heard = new BroadcastChannel(CHANNEL);
  let before: string | undefined;
  const compare = async () => {
    const now = JSON.stringify(await readPublished(['state', 'state-fingerprints', 'activity']));
    if (now !== before) tell();
    before = now;
  };
  // A read fails while the extension is being updated, when the page is about to close.
  const timer = setInterval(() => void compare().catch(() => undefined), COMPARE_EVERY_MS);
  heard.onmessage = ({ data }) => {
    clearInterval(timer);
    if (data === topic) tell();
  };
  return () => {
    clearInterval(timer);
    heard.close();
  };
}
