/** The form of one header: the auth scheme, the credential, and whether it is sent. */
import { useEffect, useMemo } from 'preact/hooks';
import type { CredentialFields, SchemeSummary } from '../../domain/credential';
import type { Failure } from '../../domain/errors';
import type { Origin } from '../../domain/site';
import { text } from '../../platform/texts';
import type { Ask } from '../../protocol/messages';
import { failureText } from '../../ui/failure-text';
import { changedFields, heldSecrets } from './changed-fields';
import { discoveredFields, discoveredScope, filledText, schemeToSignIn } from './discovered-fields';
import { type Change, emptyCredential, type HeaderInput } from './editor-draft';
import { FindSignIn } from './find-sign-in';
import { asStored, HeaderCredential } from './header-credential';
import { MoreFields } from './more-fields';
import { isNarrowed, NarrowFields } from './narrow-fields';
import { RedirectAddress } from './redirect-address';
import { SchemeField } from './scheme-field';
import { SilentSwitch } from './silent-switch';
import { sentFields } from './to-profile-draft';
import { type Login, TryLogin } from './try-login';
import { useCredentialReport } from './use-credential-report';
import { useShownCredential } from './use-shown-credential';

/** The same list at each render. */
const NONE: readonly string[] = [];

interface HeaderFieldsetProps {
  readonly schemes: readonly SchemeSummary[];
  readonly header: HeaderInput;
  readonly onChange: (change: Change<HeaderInput>) => void;
  /** True if its stored credential is gone, so that the user has to type it again. */
  readonly lost: boolean;
  /** Absent for the only header. */
  readonly onRemove: (() => void) | undefined;
  readonly ask: Ask;
  /** The address of the first site that Keybearer can ask for its sign-in server. */
  readonly address: string | undefined;
  /** The valid sites of the profile. */
  readonly sites: readonly Origin[];
  /** The problem that made a save fail, by the field of this header. */
  readonly failureAt: (field: string | RegExp) => Failure | undefined;
}

export function HeaderFieldset(props: HeaderFieldsetProps) {
  const { schemes, header, lost, onChange, onRemove, ask, address, sites, failureAt } = props;
  const scheme = schemes.find((each) => each.id === header.schemeId);
  const shown = useShownCredential(ask, header);
  const isKept = header.fields === undefined && !lost;
  const wholeOf = (now: HeaderInput) =>
    now.fields === undefined && !lost ? asStored(now, shown) : now;
  const whole = wholeOf(header);
  const { fields, fieldsInBackground, storedFields = NONE } = whole;
  const sent = useMemo(
    () => fields && sentFields(scheme, { fields, fieldsInBackground, storedFields }, address),
    [scheme, fields, fieldsInBackground, storedFields, address],
  );
  const report = useCredentialReport(ask, { ...whole, fields: sent });
  // The preview names the headers.
  const headerNames = isKept ? undefined : report?.headerNames;
  useEffect(() => {
    if (headerNames !== undefined) onChange({ headerNames });
    // `onChange` and the list are new at each render, so neither is a dependency.
  }, [headerNames?.join()]);
  const problemOf = (field: string | RegExp) => {
    const failure = failureAt(field);
    return failure && failureText(failure);
  };
  const redirectField = scheme?.fields.find(({ kind }) => kind === 'redirect');
  const silentField = scheme?.fields.find(({ kind }) => kind === 'silent');
  const signInScheme = schemeToSignIn(schemes, scheme);
  const isAmongOthers = onRemove !== undefined;
  const pathsProblem = problemOf(/^paths\./);

  return (
    <fieldset class={isAmongOthers ? 'card' : 'stack'}>
      <SchemeField {...{ schemes, header, onChange }} problem={problemOf('schemeId')} />
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
          chosen={fields && (fields[redirectField.name] ?? redirectField.initial)}
          onChoose={(kind) =>
            onChange((now) => changedFields(scheme, wholeOf(now), { [redirectField.name]: kind }))
          }
        />
      )}
      <HeaderCredential {...{ scheme, header, onChange, lost, shown, report, failureAt, ask }} />
      {scheme?.canBeTried && sent && (
        <TryLogin
          key={scheme.id}
          scheme={scheme}
          fields={sent}
          login={isKept ? storedLogin(header) : typedLogin(whole, sent)}
          onFill={(filled) => onChange((now) => changedFields(scheme, wholeOf(now), filled))}
          ask={ask}
        />
      )}
      {scheme && silentField && fields && (
        <SilentSwitch
          scheme={scheme}
          field={silentField}
          fields={fields}
          sites={sites}
          namesUser={header.stored?.namesUser ?? false}
          onChange={(value) =>
            onChange((now) => changedFields(scheme, wholeOf(now), { [silentField.name]: value }))
          }
        />
      )}
      {(isAmongOthers || header.stored) && (
        <label class="check">
          <input
            type="checkbox"
            autocomplete="off"
            checked={!header.isOff}
            onChange={({ currentTarget }) =>
              onChange({ isOff: currentTarget.checked ? undefined : true })
            }
          />
          {text('formHeaderOn')}
        </label>
      )}
      {isAmongOthers && (
        <MoreFields title="formNarrow" needed={isNarrowed(header) || pathsProblem !== undefined}>
          <NarrowFields header={header} onChange={onChange} pathsProblem={pathsProblem} />
        </MoreFields>
      )}
      {onRemove && (
        <div class="row">
          <button class="quiet" type="button" onClick={onRemove}>
            {text('formRemoveHeader')}
          </button>
          {header.stored && <span class="hint">{text('formRemoveHeaderHint')}</span>}
        </div>
      )}
    </fieldset>
  );
}

function storedLogin({ stored }: HeaderInput): Login | undefined {
  return stored && { headerId: stored.id };
}

/** @returns undefined if a secret of the form is stored, or was typed in an earlier page. */
function typedLogin(
  { schemeId, fieldsInBackground, storedFields = NONE }: HeaderInput,
  fields: CredentialFields,
): Login | undefined {
  const isHidden = fieldsInBackground.length + storedFields.length > 0;
  return isHidden ? undefined : { schemeId, fields };
}
