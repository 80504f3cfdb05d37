/** Duplicates a profile; the user goes on in the editor of the copy, to change what differs. */
import type { ProfileSummary } from '../domain/app-state';
import type { Failure } from '../domain/errors';
import { text } from '../platform/texts';
import type { Send } from '../protocol/messages';

/** @param goTo - Opens an address of the manager. */
export async function duplicate(
  send: Send,
  { id, name }: ProfileSummary,
  goTo: (hash: string) => void,
): Promise<Failure | undefined> {
  const reply = await send({
    type: 'profile/duplicate',
    profileId: id,
    name: text('copyName', name),
  });
  if (!reply.ok) return reply.failure;
  const profiles = reply.state?.vault === 'unlocked' ? reply.state.profiles : [];
  // The copy stands behind its original.
  const copy = profiles[profiles.findIndex((each) => each.id === id) + 1];
  if (copy) goTo(`#/profile/${copy.id}`);
  return undefined;
}
