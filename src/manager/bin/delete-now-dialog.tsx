/** Asks before something leaves the bin for good, and says what cannot be undone. */
import { text } from '../../platform/texts';
import type { Send } from '../../protocol/messages';
import { useSubmit } from '../../ui/use-submit';
import { FormDialog } from '../views/form-dialog';
import './delete-now-dialog.css';

interface DeleteNowDialogProps {
  /** The ids of the entries, or all. */
  readonly ids: readonly string[] | 'all';
  readonly title: string;
  /** Names the entries, or their number. */
  readonly about: string;
  /** False if it is known that no entry has a sign-in. */
  readonly mayBeSignedIn: boolean;
  readonly send: Send;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

export function DeleteNowDialog(props: DeleteNowDialogProps) {
  const { ids, title, about, mayBeSignedIn, send, onDone, onClose } = props;
  const submission = useSubmit(
    () => send(ids === 'all' ? { type: 'bin/empty' } : { type: 'bin/delete', ids: [...ids] }),
    onDone,
  );
  return (
    <FormDialog
      title={title}
      submission={submission}
      confirm={text(submission.busy ? 'deletingForGood' : 'deleteForGood')}
      tone="danger"
      onClose={onClose}
    >
      <p>
        <strong class="about">{about}</strong>
      </p>
      <p>{text('deleteNowMeaning')}</p>
      <ul class="cannot-undo">
        {mayBeSignedIn && <li>{text('deleteNowSignIn')}</li>}
        <li>{text('deleteNowKey')}</li>
        <li>{text('deleteNowCopies')}</li>
      </ul>
    </FormDialog>
  );
}
