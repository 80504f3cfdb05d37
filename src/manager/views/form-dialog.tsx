/** A dialog with a form. The browser's `dialog` handles focus, Escape and Enter. */
import type { ComponentChildren } from 'preact';
import { useContext, useId, useLayoutEffect, useRef } from 'preact/hooks';
import { text } from '../../platform/texts';
import { failureText } from '../../ui/failure-text';
import { focusMain } from '../../ui/focus-main';
import { Problem } from '../../ui/problem';
import type { Submission } from '../../ui/use-submit';
import { RenderAnew } from '../render-anew';

interface FormDialogProps {
  readonly title: string;
  readonly children: ComponentChildren;
  readonly submission: Submission;
  /** The text of the submit button. */
  readonly confirm: string;
  /** The text of the button that closes it. */
  readonly cancel?: string | undefined;
  /** `plain` once the dialog has done its work. */
  readonly tone: 'primary' | 'danger' | 'plain';
  readonly onClose: () => void;
}

export function FormDialog({
  title,
  children,
  submission: { form, onSubmit, busy, failure, unplaced },
  confirm,
  cancel = text('cancel'),
  tone,
  onClose,
}: FormDialogProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const isDrawn = useRef(true);
  const renderAnew = useContext(RenderAnew);
  // The typed text must not stay in the page.
  useLayoutEffect(() => renderAnew, []);
  // Not `useEffect`: its end comes when the dialog is gone.
  useLayoutEffect(() => {
    const own = dialog.current;
    own?.showModal();
    return () => {
      isDrawn.current = false;
      if (!own?.contains(document.activeElement)) return;
      // The browser gives the focus back only to a dialog's opener, and only if the dialog is closed.
      own.close();
      if (document.activeElement === document.body) focusMain(own);
    };
  }, []);
  return (
    <dialog ref={dialog} aria-labelledby={id} onClose={() => isDrawn.current && onClose()}>
      <form class="stack" ref={form} onSubmit={onSubmit}>
        <h2 id={id}>{title}</h2>
        {children}
        {unplaced && failure && <Problem>{failureText(failure)}</Problem>}
        <div class="row">
          <button type="button" onClick={() => dialog.current?.close()}>
            {cancel}
          </button>
          <button class={tone === 'plain' ? undefined : tone} type="submit" aria-disabled={busy}>
            {confirm}
          </button>
        </div>
      </form>
    </dialog>
  );
}
