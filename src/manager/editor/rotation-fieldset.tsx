/** Sets the number of days until Keybearer reminds the user to replace the credential. */
import { text } from '../../platform/texts';
import { Field } from '../../ui/field';

interface RotationFieldsetProps {
  readonly days: string;
  readonly onChange: (days: string) => void;
  readonly problem: string | undefined;
}

export function RotationFieldset({ days, onChange, problem }: RotationFieldsetProps) {
  return (
    <fieldset class="stack">
      <legend>{text('formRotate')}</legend>
      <Field
        label={text('formRotateDays')}
        value={days}
        onInput={onChange}
        hint={text('formRotateDaysHint')}
        problem={problem}
      />
    </fieldset>
  );
}
