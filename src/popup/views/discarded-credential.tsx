/**
 * Says where a discarded credential is, and takes it back while that is possible. Part of the first paint:
 * a notice that came later would move the choices below it under the cursor.
 */
import type { UndoOffer } from '../../domain/bin';
import { text } from '../../platform/texts';
import type { Command } from '../../protocol/messages';
import { focusMain } from '../../ui/focus-main';
import { useNow } from '../../ui/use-now';

interface DiscardedCredentialProps {
  readonly undo: UndoOffer;
  readonly act: (command: Command) => void;
}

export function DiscardedCredential({ undo, act }: DiscardedCredentialProps) {
  const { kind, name, ids, endsAt } = undo;
  const now = useNow(true);
  // The manager offers to undo the deletions that are made there.
  if (kind !== 'credential' || now >= endsAt) return null;
  return (
    <div class="notice told" role="status">
      <p>{text('credentialInBin', name)}</p>
      <button
        type="button"
        onClick={({ currentTarget }) => {
          focusMain(currentTarget);
          act({ type: 'bin/undo', ids: [...ids] });
        }}
      >
        {text('undo')}
      </button>
    </div>
  );
}
