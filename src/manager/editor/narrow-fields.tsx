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

/** Whether the header goes to a part of the profile's requests only. */
export function isNarrowed({ paths, methods, template }: HeaderInput): boolean {
  // The preview shows the paths of a template.
  return paths !== (template?.paths ?? '') || methods.length > 0;
}

export function NarrowFields({ header, onChange, pathsProblem }: NarrowFieldsProps) {
  return (
    <>
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
    </>
  );
}
