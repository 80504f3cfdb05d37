/** Asks before a profile is deleted. The browser's `dialog` handles focus, Escape and Enter. */
import { useEffect, useRef } from 'preact/hooks';
import { text } from '../../platform/texts';

interface RemoveDialogProps {
  readonly name: string;
  readonly onRemove: () => void;
  readonly onClose: () => void;
}

export function RemoveDialog({ name, onRemove, onClose }: RemoveDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} aria-labelledby="remove-question" onClose={onClose}>
      <div class="stack">
        <p id="remove-question">{text('managerDeleteQuestion', name)}</p>
        <div class="row">
          <button type="button" onClick={() => dialog.current?.close()}>
            {text('cancel')}
          </button>
          <button class="danger" type="button" onClick={onRemove}>
            {text('managerDeleteConfirm')}
          </button>
        </div>
      </div>
    </dialog>
  );
}
