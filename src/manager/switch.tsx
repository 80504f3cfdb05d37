/** A checkbox with a hint that a screen reader reads with it. */
import { useId } from 'preact/hooks';
import { type TextKey, text } from '../platform/texts';

interface SwitchProps {
  readonly label: TextKey;
  readonly hint: TextKey;
  readonly checked: boolean;
  readonly disabled?: boolean;
  readonly onChange: (checked: boolean) => void;
}

export function Switch({ label, hint, checked, disabled = false, onChange }: SwitchProps) {
  const id = useId();
  return (
    <div>
      <label class="check">
        <input
          type="checkbox"
          autocomplete="off"
          aria-describedby={id}
          checked={checked}
          disabled={disabled}
          onChange={({ currentTarget }) => onChange(currentTarget.checked)}
        />
        {text(label)}
      </label>
      <p class="hint indented" id={id}>
        {text(hint)}
      </p>
    </div>
  );
}
