/** A labelled input with its hint and its error, the only way these pages ask for text. */
import { useEffect, useId, useRef } from 'preact/hooks';
import { Problem } from './problem';

interface FieldProps {
  readonly label: string;
  /** `secret` masks what is typed. */
  readonly kind?: 'text' | 'secret';
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly onLeave?: () => void;
  readonly hint?: string | undefined;
  readonly problem?: string | undefined;
  /** Whether the page opens with the cursor here. */
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
  focused,
}: FieldProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (focused) input.current?.focus();
  }, [focused]);
  const note = problem ?? hint;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {/* autocomplete off: session restore would write what is typed to the disk. spellcheck off:
          it would send it away. */}
      <input
        id={id}
        ref={input}
        {...(kind === 'secret' ? { type: 'password' as const } : { type: 'text' as const })}
        autocomplete="off"
        spellcheck={false}
        autocapitalize="off"
        value={value}
        aria-invalid={problem !== undefined}
        aria-describedby={note ? `${id}-note` : undefined}
        onInput={({ currentTarget }) => onInput(currentTarget.value)}
        onBlur={onLeave}
      />
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
