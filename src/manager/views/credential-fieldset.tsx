/** What to send, and from what: the scheme's own fields, rendered from its description. */
import type { CredentialFields, SchemeSummary } from '../../domain/credential';
import { text } from '../../platform/texts';
import { Field } from '../../ui/field';
import { fieldLabel, schemeName, schemeSentence } from '../../ui/scheme-text';

interface CredentialFieldsetProps {
  readonly schemes: readonly SchemeSummary[];
  readonly schemeId: string;
  readonly onScheme: (id: string) => void;
  readonly fields: CredentialFields;
  readonly onFields: (fields: CredentialFields) => void;
  /** The stored credential stays as it is. */
  readonly kept: boolean;
  readonly problemOf: (field: string) => string | undefined;
}

export function CredentialFieldset(props: CredentialFieldsetProps) {
  const { schemes, schemeId, onScheme, fields, onFields, kept, problemOf } = props;
  const scheme = schemes.find(({ id }) => id === schemeId);
  return (
    <div class="stack">
      <div class="field">
        <label for="scheme">{text('formScheme')}</label>
        <select
          id="scheme"
          autocomplete="off"
          value={schemeId}
          aria-describedby="scheme-about"
          onChange={({ currentTarget }) => onScheme(currentTarget.value)}
        >
          {schemes.map(({ id }) => (
            <option key={id} value={id}>
              {schemeName(id)}
            </option>
          ))}
        </select>
        <p class="hint" id="scheme-about">
          {scheme && schemeSentence(scheme.id)}
        </p>
      </div>
      {kept ? (
        <div class="row">
          <p class="hint">{text('formCredentialKept')}</p>
          <button type="button" onClick={() => onFields({})}>
            {text('formReplace')}
          </button>
        </div>
      ) : (
        scheme?.fields.map((field) => (
          <Field
            key={scheme.id + field.name}
            label={fieldLabel(scheme.id, field)}
            kind={field.kind}
            value={fields[field.name] ?? ''}
            onInput={(value) => onFields({ ...fields, [field.name]: value })}
            problem={problemOf(field.name)}
          />
        ))
      )}
    </div>
  );
}
