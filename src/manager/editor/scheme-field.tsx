/** Chooses the auth scheme of a header. A header of another scheme starts with an empty credential. */
import { useEffect, useId, useRef } from 'preact/hooks';
import type { SchemeSummary } from '../../domain/credential';
import { text } from '../../platform/texts';
import { Problem } from '../../ui/problem';
import { schemeName, schemeSentence } from '../../ui/scheme-text';
import { type HeaderInput, initialFields } from './editor-draft';

interface SchemeFieldProps {
  readonly schemes: readonly SchemeSummary[];
  readonly header: HeaderInput;
  readonly onChange: (change: Partial<HeaderInput>) => void;
  readonly problem: string | undefined;
}

export function SchemeField({ schemes, header, onChange, problem }: SchemeFieldProps) {
  const id = useId();
  const select = useRef<HTMLSelectElement>(null);
  const scheme = schemes.find((each) => each.id === header.schemeId);
  useEffect(() => {
    if (header.isAdded) select.current?.focus();
  }, [header.isAdded]);

  return (
    <div class="field">
      <label for={id}>{text('formScheme')}</label>
      <select
        id={id}
        ref={select}
        autocomplete="off"
        value={header.schemeId}
        aria-describedby={`${id}-about`}
        aria-invalid={problem !== undefined}
        onChange={({ currentTarget }) => {
          const chosen = schemes.find((each) => each.id === currentTarget.value);
          const isStored = chosen && chosen.id === header.stored?.schemeId;
          onChange({
            schemeId: currentTarget.value,
            // The credential of another scheme does not fit.
            fields: isStored ? undefined : initialFields(chosen),
            headerNames: isStored ? (header.stored?.headerNames ?? []) : [],
            fieldsInBackground: [],
            storedFields: [],
            emptied: [],
            accepted: [],
          });
        }}
      >
        {schemes.map((each) => (
          <option key={each.id} value={each.id}>
            {schemeName(each.id)}
          </option>
        ))}
      </select>
      <p class="hint" id={`${id}-about`}>
        {scheme && schemeSentence(scheme.id)}
      </p>
      {problem && <Problem>{problem}</Problem>}
    </div>
  );
}
