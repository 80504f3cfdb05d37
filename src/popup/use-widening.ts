/**
 * Changes a stored profile from the popup so that more requests may carry its headers: sends the
 * command, and asks for the browser's permission in the same click.
 */
import { useState } from 'preact/hooks';
import type { ProfileSummary } from '../domain/app-state';
import type { Failure } from '../domain/errors';
import type { Origin } from '../domain/site';
import { requestSites } from '../platform/site-permissions';
import type { Command } from '../protocol/messages';
import type { PageOfferProps } from './page-offer';

interface Widening {
  readonly profile: ProfileSummary;
  readonly command: Command;
  /** Another host may carry the headers. */
  readonly isWider: boolean;
  /** The origins that the browser has to allow. */
  readonly origins: readonly Origin[];
}

export function useWidening({
  send,
  onEdit,
  onSaved,
}: Pick<PageOfferProps, 'send' | 'onEdit' | 'onSaved'>) {
  const [failure, setFailure] = useState<Failure>();

  /** @returns whether the change is saved. */
  async function widen({ profile, command, isWider, origins }: Widening): Promise<boolean> {
    // Chrome's prompt closes the popup, so the command is on its way first.
    const sent = send(command);
    // A key that needs a confirmation gets no prompt: the popup must stay to lead on to the editor.
    if (!(isWider && profile.keepsMore)) void requestSites(origins);
    const reply = await sent;
    if (reply.ok) {
      setFailure(undefined);
      onSaved();
    }
    // The background has left the change as an unsaved form.
    else if (reply.failure.code === 'confirmation-needed') onEdit(profile.id);
    else setFailure(reply.failure);
    return reply.ok;
  }

  return { failure, widen };
}
