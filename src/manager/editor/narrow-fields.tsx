/** Narrows a header to some paths and methods of the profile's sites. */
import { METHODS } from '../../domain/profile';
import { text } from '../../platform/texts';
import { Field } from '../../ui/field';
import type { HeaderInput } from './editor-draft';

interface NarrowFieldsProps {
  readonly header: HeaderInput;
  readonly onChange: (change: Partial<HeaderInput>) => void;
  readonly pathsProblem: string | undefined;
}

export function NarrowFields({ header, onChange, pathsProblem }: NarrowFieldsProps) {
  return (
    <details open={header.paths !== '' || header.methods.length > 0}>
      <summary>{text('formNarrow')}</summary>
      <div class="stack">
        <Field
          label={text('formPaths')}
          value={header.paths}
          onInput={(paths) => onChange({ paths })}
          hint={text('formPathsHint')}
          problem={pathsProblem}
        />
        <fieldset>
          <legend>{text('formMethods')}</legend>
          <div class="row">
            {METHODS.map((method) => (
              <label class="check" key={method}>
                <input
                  type="checkbox"
                  autocomplete="off"
                  checked={header.methods.includes(method)}
                  onChange={({ currentTarget }) =>
                    onChange({
                      methods: METHODS.filter((each) =>
                        each === method ? currentTarget.checked : header.methods.includes(each),
                      ),
                    })
                  }
                />
                {method}
              </label>
            ))}
          </div>
        </fieldset>
      </div>
    </details>
  );
}
