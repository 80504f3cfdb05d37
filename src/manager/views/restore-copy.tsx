/** Restores a damaged or missing vault from a file with sealed copies. */
import { useId, useRef } from 'preact/hooks';
import type { FieldProblem } from '../../domain/errors';
import { COPIES_AT_MOST } from '../../domain/stored-copy';
import { text } from '../../platform/texts';
import type { Reply, Send } from '../../protocol/messages';
import { failureText } from '../../ui/failure-text';
import { Problem } from '../../ui/problem';
import { useSubmit } from '../../ui/use-submit';

interface RestoreCopyProps {
  readonly send: Send;
}

export function RestoreCopy({ send }: RestoreCopyProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const { form, onSubmit, busy, failure } = useSubmit(async () => {
    const file = input.current?.files?.[0];
    if (!file) return refused('required');
    // Keybearer writes no larger file, so it does not read one.
    if (file.size > COPIES_AT_MOST) return refused('file-no-copy');
    // An unreadable file is refused like an empty one.
    return send({ type: 'vault/restore', text: await file.text().catch(() => '') });
  });

  return (
    <form class="stack" ref={form} onSubmit={onSubmit}>
      <p>{text('restoreMeaning')}</p>
      <div class="field">
        <label for={id}>{text('restoreFile')}</label>
        <input
          id={id}
          ref={input}
          type="file"
          accept=".txt,text/plain"
          autocomplete="off"
          aria-invalid={failure !== undefined}
          aria-describedby={failure && `${id}-problem`}
        />
        {failure && (
          <Problem id={`${id}-problem`}>
            {failure.problem === 'required' ? text('restoreNoFile') : failureText(failure)}
          </Problem>
        )}
      </div>
      <div class="row">
        <button type="submit" aria-disabled={busy}>
          {text(busy ? 'restoring' : 'restore')}
        </button>
      </div>
    </form>
  );
}

function refused(problem: FieldProblem): Reply {
  return { ok: false, failure: { code: 'vault-damaged', problem } };
}
