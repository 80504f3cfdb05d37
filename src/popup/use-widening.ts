/**
 * Changes a stored profile from the popup so that more requests may carry its headers: sends the
 * command, and asks for the browser's permission in the same click.
 */
import { useState } from 'preact/hooks';
import type { ProfileSummary } from '../domain/app-state';
import type { Failure } from '../domain/errors';
import type { ProfileId } from '../domain/profile';
import type { Origin } from '../domain/site';
import { requestSites } from '../platform/site-permissions';
import type { Command, Send } from '../protocol/messages';
import { type Addition, draftWith } from './draft-with';

interface Widening {
  readonly profile: ProfileSummary;
  readonly command: Command;
  /** The same change, for the editor. */
  readonly addition: Addition;
  /** Another host may carry the headers. */
  readonly isWider: boolean;
  /** The origins that the browser has to allow. */
  readonly origins: readonly Origin[];
}

interface WideningProps {
  readonly send: Send;
  /** The unsaved forms. */
  readonly drafts: readonly string[];
  readonly onEdit: (profileId: ProfileId) => void;
}

export function useWidening({ send, drafts, onEdit }: WideningProps) {
  const [failure, setFailure] = useState<Failure>();

  async function widen({ profile, command, addition, isWider, origins }: Widening) {
    // Chrome's prompt closes the popup, so the command is on its way first.
    const sent = send(command);
    // A key that needs a confirmation gets no prompt: the popup must stay to lead on to the editor.
    if (!(isWider && profile.keepsMore)) void requestSites(origins);
    const reply = await sent;
    if (reply.ok) {
      setFailure(undefined);
    } else if (reply.failure.code === 'confirmation-needed') {
      // A form that the user has begun is left as it is.
      if (!drafts.includes(profile.id)) {
        await send({ type: 'draft/keep', draft: draftWith(profile, addition) });
      }
      onEdit(profile.id);
    } else {
      setFailure(reply.failure);
    }
  }

  return { failure, widen };
}
