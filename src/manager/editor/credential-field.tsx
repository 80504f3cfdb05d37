/** One field of a scheme: an input or a hidden secret, with its problem and the fixes for it. */
import { useState } from 'preact/hooks';
import {
  type CredentialFields,
  type CredentialField as FieldSpec,
  type Finding,
  type SchemeSummary,
  typedKind,
} from '../../domain/credential';
import { isDestination } from '../../domain/destinations';
import type { Doubt } from '../../domain/doubts';
import type { Failure, FieldProblem } from '../../domain/errors';
import { text } from '../../platform/texts';
import type { Ask } from '../../protocol/messages';
import { ChoiceField } from '../../ui/choice-field';
import { failureText, problemText } from '../../ui/failure-text';
import { fix } from '../../ui/fixes';
import { fieldLabel, optionName } from '../../ui/scheme-text';
import { SecretField } from '../../ui/secret-field';
import { changedFields, leftField } from './changed-fields';
import type { Change, HeaderInput } from './editor-draft';
import { HiddenSecret } from './hidden-secret';
import { IssuerField } from './issuer-field';

interface CredentialFieldProps {
  readonly scheme: SchemeSummary;
  readonly field: FieldSpec;
  readonly header: HeaderInput;
  /** The last four characters of the stored value, if it has a tail to show. */
  readonly tail: string | undefined;
  readonly onChange: (change: Change<HeaderInput>) => void;
  /** The problem that the background finds while the user types. */
  readonly finding: Finding | undefined;
  /** The problem that made a save fail. */
  readonly failure: Failure | undefined;
  readonly ask: Ask;
}

export function CredentialField(props: CredentialFieldProps) {
  const { scheme, field, header, tail, onChange, finding, failure, ask } = props;
  const [isReplaced, setReplaced] = useState(false);
  const { name } = field;
  const change = (changed: CredentialFields) =>
    onChange((now) => changedFields(scheme, now, changed));
  const isGone = failure?.problem === 'required' || failure?.problem === 'destination-changed';
  const isStored = header.storedFields?.includes(name) ?? false;
  // `isGone` despite the name here: another window has discarded the draft, or replaced the credential.
  if ((isStored || header.fieldsInBackground.includes(name)) && !isGone) {
    return (
      <HiddenSecret
        label={fieldLabel(scheme.id, field)}
        meaning={isStored ? storedText(tail) : text('formTypedKept')}
        onReplace={() => {
          setReplaced(true);
          change({ [name]: '' });
        }}
        failure={failure}
      >
        {failure?.code === 'credential-doubtful' && failure.problem && (
          <Excuse problem={failure.problem} header={header} onChange={onChange} />
        )}
      </HiddenSecret>
    );
  }
  return (
    <div class="field">
      <TypedField
        scheme={scheme}
        field={field}
        value={header.fields?.[name] ?? ''}
        onInput={(value) => change({ [name]: value })}
        onLeave={() => isDestination(field) && onChange((now) => leftField(scheme, now))}
        focused={isReplaced}
        problem={problemOf(props)}
        hint={hintOf(header, name)}
        onDiscovered={change}
        ask={ask}
      />
      {finding && (
        <Remedies
          problem={finding.problem}
          field={name}
          header={header}
          doubtful={finding.severity === 'doubtful'}
          onChange={onChange}
        />
      )}
    </div>
  );
}

/** The template's text for the field, until the user has chosen another scheme. */
function hintOf({ schemeId, template }: HeaderInput, name: string): string | undefined {
  const key = template?.schemeId === schemeId ? template.paste[name] : undefined;
  return key && text(key);
}

function storedText(tail: string | undefined): string {
  return tail === undefined ? text('formSecretStored') : text('formSecretTail', tail);
}

function problemOf({ field, header, finding, failure }: CredentialFieldProps) {
  if (finding) return problemText(finding.problem);
  if (header.emptied?.includes(field.name)) return problemText('destination-changed');
  return failure && failureText(failure);
}

interface TypedFieldProps extends Pick<CredentialFieldProps, 'scheme' | 'field' | 'ask'> {
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly onLeave: () => void;
  /** True once the user has replaced the stored value: the button for that has gone. */
  readonly focused: boolean;
  readonly problem: string | undefined;
  /** The text of the template that says which value to paste. */
  readonly hint: string | undefined;
  /** Receives the values that an issuer gives for other fields. */
  readonly onDiscovered: (discovered: CredentialFields) => void;
}

function TypedField({ scheme, field, ask, hint, onDiscovered, ...typed }: TypedFieldProps) {
  const { kind, options = [] } = field;
  const { value, onInput, problem } = typed;
  const label = fieldLabel(scheme.id, field);
  if (kind === 'issuer') {
    return (
      <IssuerField label={label} scheme={scheme} ask={ask} onDiscovered={onDiscovered} {...typed} />
    );
  }
  if (kind !== 'choice')
    return <SecretField label={label} kind={typedKind(field)} hint={hint} {...typed} />;
  return (
    <ChoiceField
      label={label}
      options={options.map((option) => ({
        value: option,
        name: optionName(scheme.id, field, option),
      }))}
      value={value}
      onChange={onInput}
      problem={problem}
    />
  );
}

type ExcuseProps = Pick<CredentialFieldProps, 'header' | 'onChange'> & {
  readonly problem: FieldProblem;
};

interface RemediesProps extends ExcuseProps {
  readonly field: string;
  readonly doubtful: boolean;
}

function Remedies({ field, doubtful, ...props }: RemediesProps) {
  const { problem, header, onChange } = props;
  const fixed = fix(problem, field, header.fields ?? {});
  return (
    <div class="row">
      {fixed && (
        <button type="button" onClick={() => onChange(fixed)}>
          {text('formFix')}
        </button>
      )}
      {doubtful && <Excuse {...props} />}
    </div>
  );
}

function Excuse({ problem, header, onChange }: ExcuseProps) {
  return (
    <button
      type="button"
      // Cast: a doubtful finding always has a `Doubt`.
      onClick={() => onChange({ accepted: [...header.accepted, problem as Doubt] })}
    >
      {text('formUseAsItIs')}
    </button>
  );
}
