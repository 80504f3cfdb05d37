/** A labelled select. */
import { useId } from 'preact/hooks';
import { Problem } from './problem';

interface ChoiceFieldProps {
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly name: string }[];
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly problem?: string | undefined;
}

export function ChoiceField({ label, options, value, onChange, problem }: ChoiceFieldProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select
        id={id}
        autocomplete="off"
        value={value}
        aria-invalid={problem !== undefined}
        aria-describedby={problem ? `${id}-note` : undefined}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      >
        {options.map((each) => (
          <option key={each.value} value={each.value}>
            {each.name}
          </option>
        ))}
      </select>
      {problem && <Problem id={`${id}-note`}>{problem}</Problem>}
    </div>
  );
}
