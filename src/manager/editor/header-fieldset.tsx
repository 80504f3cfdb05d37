/** The form of one header: the auth scheme, the credential, the paths and methods. */
import { useEffect, useId } from 'preact/hooks';
import type { SchemeSummary, ShownCredential } from '../../domain/credential';
import type { Failure } from '../../domain/errors';
import { text } from '../../platform/texts';
import type { Ask } from '../../protocol/messages';
import { failureText } from '../../ui/failure-text';
import { Problem } from '../../ui/problem';
import { schemeName, schemeSentence } from '../../ui/scheme-text';
import { changedFields, heldSecrets } from './changed-fields';
import { CredentialFields } from './credential-fields';
import { discoveredFields, discoveredScope, filledText, schemeToSignIn } from './discovered-fields';
import { emptyCredential, type HeaderInput, initialFields } from './editor-draft';
import { FindSignIn } from './find-sign-in';
import { HiddenSecret } from './hidden-secret';
import { NarrowFields } from './narrow-fields';
import { RedirectAddress } from './redirect-address';
import { StoredFacts } from './stored-facts';
import { useCredentialReport } from './use-credential-report';
import { useShownCredential } from './use-shown-credential';

interface HeaderFieldsetProps {
  readonly schemes: readonly SchemeSummary[];
  readonly header: HeaderInput;
  readonly onChange: (change: Partial<HeaderInput>) => void;
  /** True if its stored credential is gone, so that the user has to type it again. */
  readonly lost: boolean;
  /** Absent for the only header. */
  readonly onRemove: (() => void) | undefined;
  readonly ask: Ask;
  /** The address of the first site that Keybearer can ask for its sign-in server. */
  readonly address: string | undefined;
  /** The problem that made a save fail, by the field of this header. */
  readonly failureAt: (field: string | RegExp) => Failure | undefined;
}

export function HeaderFieldset(props: HeaderFieldsetProps) {
  const { schemes, header, lost, onChange, onRemove, ask, address, failureAt } = props;
  const id = useId();
  const scheme = schemes.find((each) => each.id === header.schemeId);
  const report = useCredentialReport(ask, header);
  const shown = useShownCredential(ask, header);
  // The preview names the headers.
  const headerNames = report?.headerNames;
  useEffect(() => {
    if (headerNames !== undefined) onChange({ headerNames });
    // `onChange` and the list are new at each render, so neither is a dependency.
  }, [headerNames?.join()]);
  const problemOf = (field: string | RegExp) => {
    const failure = failureAt(field);
    return failure && failureText(failure);
  };
  const isKept = header.fields === undefined && !lost;
  const schemeProblem = problemOf('schemeId');
  const redirectField = scheme?.fields.find(({ kind }) => kind === 'redirect');
  const signInScheme = schemeToSignIn(schemes, scheme);

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
        {schemeProblem && <Problem>{schemeProblem}</Problem>}
      </div>
      {signInScheme && address !== undefined && !header.stored && (
        <FindSignIn
          key={address}
          address={address}
          ask={ask}
          onDiscovered={(issuer, scopes) => {
            const scope = discoveredScope(signInScheme, scopes);
            const filled = { ...discoveredFields(signInScheme, issuer.metadata), ...scope };
            // Start empty: the old values were typed for another server.
            const isSame = signInScheme.id === header.schemeId;
            const emptied = isSame ? heldSecrets(signInScheme, header) : [];
            onChange({ ...emptyCredential(signInScheme, filled), emptied });
            return filledText(signInScheme, issuer, scope);
          }}
        />
      )}
      {scheme && redirectField && (
        <RedirectAddress
          scheme={scheme}
          field={redirectField}
          chosen={header.fields && (header.fields[redirectField.name] ?? redirectField.initial)}
          onChoose={(kind) =>
            onChange(changedFields(scheme, header, { [redirectField.name]: kind }))
          }
        />
      )}
      {lost && <p class="notice">{text('formCredentialLost')}</p>}
      {isKept && shown && !shown.answer && (
        // Its scheme is unknown, or the header is gone.
        <HiddenSecret
          meaning={text('formCredentialKept')}
          onReplace={() => onChange({ fields: initialFields(scheme) })}
        />
      )}
      {scheme && (!isKept || shown?.answer) && (
        <CredentialFields
          scheme={scheme}
          header={isKept ? asStored(header, shown?.answer) : withFields(header, scheme)}
          tails={shown?.answer?.tails ?? {}}
          onChange={onChange}
          report={report}
          failureAt={failureAt}
          ask={ask}
        />
      )}
      {isKept && header.stored && <StoredFacts headerId={header.stored.id} ask={ask} />}
      <NarrowFields header={header} onChange={onChange} pathsProblem={problemOf(/^paths\./)} />
      {onRemove && (
        <button class="quiet" type="button" onClick={onRemove}>
          {text('formRemoveHeader')}
        </button>
      )}
    </fieldset>
  );
}

/** The stored credential as the form shows it before the user changes anything. */
function asStored(header: HeaderInput, shown: ShownCredential | undefined): HeaderInput {
  return { ...header, fields: shown?.fields, storedFields: shown?.kept ?? [] };
}

function withFields(header: HeaderInput, scheme: SchemeSummary): HeaderInput {
  return { ...header, fields: header.fields ?? initialFields(scheme) };
}
