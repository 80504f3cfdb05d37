/** One header to send: the auth scheme, its credential, and where on the sites it goes. */
import { useEffect, useId } from 'preact/hooks';
import type { SchemeSummary } from '../../domain/credential';
import type { Failure } from '../../domain/errors';
import { METHODS } from '../../domain/profile';
import { text } from '../../platform/texts';
import type { Ask } from '../../protocol/messages';
import { failureText } from '../../ui/failure-text';
import { Field } from '../../ui/field';
import { Problem } from '../../ui/problem';
import { schemeName, schemeSentence } from '../../ui/scheme-text';
import { CredentialFields } from './credential-fields';
import { type HeaderInput, initialFields } from './editor-draft';
import { KeptCredential } from './kept-credential';
import { StoredFacts } from './stored-facts';
import { useCredentialReport } from './use-credential-report';

interface HeaderFieldsetProps {
  readonly schemes: readonly SchemeSummary[];
  readonly header: HeaderInput;
  readonly onChange: (change: Partial<HeaderInput>) => void;
  /** Whether its stored credential is gone: to be typed again. */
  readonly lost: boolean;
  /** Absent: it is the only one. */
  readonly onRemove: (() => void) | undefined;
  readonly ask: Ask;
  /** What a refused save says of a field of this header. */
  readonly failureAt: (field: string | RegExp) => Failure | undefined;
}

export function HeaderFieldset(props: HeaderFieldsetProps) {
  const { schemes, header, lost, onChange, onRemove, ask, failureAt } = props;
  const id = useId();
  const scheme = schemes.find((each) => each.id === header.schemeId);
  const report = useCredentialReport(ask, header.schemeId, header.fields);
  // The preview wants it by name.
  const headerName = report?.headerName;
  useEffect(() => {
    if (headerName !== undefined) onChange({ headerName });
    // `onChange` is another at each render, and not what this waits for.
  }, [headerName]);
  const problemOf = (field: string | RegExp) => {
    const failure = failureAt(field);
    return failure && failureText(failure);
  };
  const schemeProblem = problemOf('schemeId');

  return (
    <fieldset class="card">
      <div class="field">
        <label for={id}>{text('formScheme')}</label>
        <select
          id={id}
          autocomplete="off"
          value={header.schemeId}
          aria-describedby={`${id}-about`}
          aria-invalid={schemeProblem !== undefined}
          onChange={({ currentTarget }) => {
            const chosen = schemes.find((each) => each.id === currentTarget.value);
            const isStored = chosen && chosen.id === header.stored?.schemeId;
            onChange({
              schemeId: currentTarget.value,
              // A credential of another scheme says nothing to this one.
              fields: isStored ? undefined : initialFields(chosen),
              headerName: isStored ? (header.stored?.headerName ?? '') : '',
              kept: [],
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
        {schemeProblem && <Problem>{schemeProblem}</Problem>}
      </div>
      {lost && <p class="notice">{text('formCredentialLost')}</p>}
      {header.fields === undefined && !lost ? (
        <>
          <KeptCredential
            meaning={text('formCredentialKept')}
            onReplace={() => onChange({ fields: initialFields(scheme) })}
          />
          {header.stored && <StoredFacts headerId={header.stored.id} ask={ask} />}
        </>
      ) : (
        scheme && (
          <CredentialFields
            scheme={scheme}
            header={{ ...header, fields: header.fields ?? initialFields(scheme) }}
            onChange={onChange}
            report={report}
            failureAt={failureAt}
          />
        )
      )}
      <details open={header.paths !== '' || header.methods.length > 0}>
        <summary>{text('formNarrow')}</summary>
        <div class="stack">
          <Field
            label={text('formPaths')}
            value={header.paths}
            onInput={(paths) => onChange({ paths })}
            hint={text('formPathsHint')}
            problem={problemOf(/^paths\./)}
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
      {onRemove && (
        <button class="quiet" type="button" onClick={onRemove}>
          {text('formRemoveHeader')}
        </button>
      )}
    </fieldset>
  );
}
