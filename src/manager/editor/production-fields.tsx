/** The mark of a production profile, and the paths where a POST only reads. */
import { text } from '../../platform/texts';
import { Field } from '../../ui/field';
import { Switch } from '../switch';
import type { EditorDraft } from './editor-draft';

interface ProductionFieldsProps {
  readonly production: EditorDraft['production'];
  readonly onChange: (production: EditorDraft['production']) => void;
  /** The problem of a path that made a save fail. */
  readonly problem: string | undefined;
}

export function ProductionFields({ production, onChange, problem }: ProductionFieldsProps) {
  return (
    <fieldset class="stack">
      <legend>{text('formProductionLegend')}</legend>
      <Switch
        label="formProduction"
        hint="formProductionHint"
        checked={production !== undefined}
        onChange={(isOn) => onChange(isOn ? { readPaths: '' } : undefined)}
      />
      {production && (
        <Field
          label={text('formReadPaths')}
          value={production.readPaths}
          onInput={(readPaths) => onChange({ readPaths })}
          hint={text('formReadPathsHint')}
          problem={problem}
        />
      )}
    </fieldset>
  );
}
