/** A labelled input with its hint and its error. All forms use it for text. */
import type { ComponentChildren, FunctionComponent, RefObject } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import type { TypedKind } from '../domain/credential';
import { Problem } from './problem';

/** A button inside the field that shows the secret while it is typed. */
export type Toggle = FunctionComponent<{
  readonly label: string;
  readonly value: string;
  readonly input: RefObject<HTMLInputElement | HTMLTextAreaElement | null>;
}>;

export interface FieldProps {
  readonly label: string;
  /** A `secret` is masked while the user types it. */
  readonly kind?: TypedKind;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly onLeave?: () => void;
  readonly hint?: string | undefined;
  readonly problem?: string | undefined;
  /** A button beside the input. */
  readonly action?: ComponentChildren;
  /** For a secret: see `secret-field.tsx`. */
  readonly toggle?: Toggle | undefined;
  /** True if the page opens with the focus here. */
  readonly focused?: boolean;
}

export function Field({
  label,
  kind = 'text',
  value,
  onInput,
  onLeave,
  hint,
  problem,
  action,
  toggle: ShowSecret,
  focused,
}: FieldProps) {
  const id = useId();
  const input = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  useEffect(() => {
    if (focused) input.current?.focus();
  }, [focused]);
  const note = problem ?? hint;
  // autocomplete off: session restore would write the text to the disk. spellcheck off: the browser
  // could send the text to a server.
  const shared = {
    id,
    ref: input,
    autocomplete: 'off',
    spellcheck: false,
    autocapitalize: 'off',
    value,
    'aria-invalid': problem !== undefined,
    'aria-describedby': note ? `${id}-note` : undefined,
    onInput: ({ currentTarget }: { currentTarget: { value: string } }) =>
      onInput(currentTarget.value),
    onBlur: onLeave,
  } as const;
  return (
    <div class={action ? 'field with-action' : ShowSecret ? 'field secret' : 'field'}>
      <label for={id}>{label}</label>
      {kind === 'lines' || kind === 'secret-lines' ? (
        <textarea {...shared} rows={4} class={kind === 'secret-lines' ? 'masked' : undefined} />
      ) : (
        <input
          {...shared}
          {...(kind === 'secret' ? { type: 'password' as const } : { type: 'text' as const })}
        />
      )}
      {action}
      {ShowSecret && value && <ShowSecret {...{ label, value, input }} />}
      {problem ? (
        <Problem id={`${id}-note`}>{problem}</Problem>
      ) : (
        hint && (
          <p class="hint" id={`${id}-note`}>
            {hint}
          </p>
        )
      )}
    </div>
  );
}
