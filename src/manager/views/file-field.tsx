/** A field to choose a file. */
import type { RefObject } from 'preact';
import { useEffect, useId } from 'preact/hooks';
import { Problem } from '../../ui/problem';

interface FileFieldProps {
  readonly label: string;
  /** Endings and media types, like `accept` in HTML. */
  readonly accept: string;
  readonly input: RefObject<HTMLInputElement | null>;
  readonly hint?: string;
  readonly problem: string | undefined;
}

export function FileField({ label, accept, input, hint, problem }: FileFieldProps) {
  const id = useId();
  const note = problem ?? hint;
  useEffect(() => {
    if (problem !== undefined) input.current?.focus();
  }, [problem]);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        ref={input}
        type="file"
        accept={accept}
        autocomplete="off"
        aria-invalid={problem !== undefined}
        aria-describedby={note === undefined ? undefined : `${id}-note`}
      />
      {problem !== undefined ? (
        <Problem id={`${id}-note`}>{problem}</Problem>
      ) : (
        hint !== undefined && (
          <p class="hint" id={`${id}-note`}>
            {hint}
          </p>
        )
      )}
    </div>
  );
}
