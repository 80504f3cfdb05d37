/** The fields of a scheme, with what is wrong, odd or told by what is typed into them. */
import type {
  CredentialField,
  CredentialReport,
  SchemeId,
  SchemeSummary,
} from '../../domain/credential';
import type { Doubt, Failure, FieldProblem } from '../../domain/errors';
import { text } from '../../platform/texts';
import { ChoiceField } from '../../ui/choice-field';
import { CredentialFacts } from '../../ui/credential-facts';
import { failureText, problemText } from '../../ui/failure-text';
import { Field } from '../../ui/field';
import { fieldLabel, optionName } from '../../ui/scheme-text';
import type { HeaderInput } from './editor-draft';
import { fix } from './fixes';
import { KeptCredential } from './kept-credential';

interface CredentialFieldsProps {
  readonly scheme: SchemeSummary;
  readonly header: HeaderInput;
  readonly onChange: (change: Partial<HeaderInput>) => void;
  readonly report: CredentialReport | undefined;
  /** What a refused save says of a field. */
  readonly failureAt: (field: string) => Failure | undefined;
}

export function CredentialFields(props: CredentialFieldsProps) {
  const { scheme, header, onChange, report } = props;
  const fields = header.fields ?? {};
  const isAccepted = (problem: FieldProblem | undefined) =>
    header.accepted.some((accepted) => accepted === problem);
  const findings = (report?.findings ?? []).filter(
    ({ field, problem }) =>
      // Nobody has to be told while the rest is still to be typed.
      problem !== 'required' &&
      scheme.fields.some(({ name }) => name === field) &&
      !isAccepted(problem),
  );
  const failureAt = (field: string) => {
    const failure = props.failureAt(field);
    return isAccepted(failure?.problem) ? undefined : failure;
  };
  return (
    <div class="stack">
      {scheme.fields.map((field) => {
        const { name } = field;
        const failure = failureAt(name);
        const kept = header.kept.filter((each) => each !== name);
        // Required although it was typed: another window has given up what was kept.
        if (header.kept.includes(name) && failure?.problem !== 'required') {
          return (
            <KeptCredential
              key={scheme.id + name}
              label={fieldLabel(scheme.id, field)}
              meaning={text('formTypedKept')}
              onReplace={() => onChange({ kept })}
              failure={failure}
            >
              {failure?.code === 'credential-doubtful' && failure.problem && (
                <Excuse problem={failure.problem} header={header} onChange={onChange} />
              )}
            </KeptCredential>
          );
        }
        const finding = findings.find((each) => each.field === name);
        return (
          <div class="field" key={scheme.id + name}>
            <TypedField
              schemeId={scheme.id}
              field={field}
              value={fields[name] ?? ''}
              onInput={(value) => onChange({ kept, fields: { ...fields, [name]: value } })}
              problem={finding ? problemText(finding.problem) : failure && failureText(failure)}
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
      })}
      {report && <CredentialFacts facts={report.facts} />}
    </div>
  );
}

interface TypedFieldProps {
  readonly schemeId: SchemeId;
  readonly field: CredentialField;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly problem: string | undefined;
}

function TypedField({ schemeId, field, value, onInput, problem }: TypedFieldProps) {
  const label = fieldLabel(schemeId, field);
  const { kind, options = [] } = field;
  if (kind !== 'choice') {
    return <Field label={label} kind={kind} value={value} onInput={onInput} problem={problem} />;
  }
  return (
    <ChoiceField
      label={label}
      options={options.map((option) => ({
        value: option,
        name: optionName(schemeId, field, option),
      }))}
      value={value}
      onChange={onInput}
      problem={problem}
    />
  );
}

interface ExcuseProps {
  readonly problem: FieldProblem;
  readonly header: HeaderInput;
  readonly onChange: (change: Partial<HeaderInput>) => void;
}

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
      // Cast: only doubts are doubtful.
      onClick={() => onChange({ accepted: [...header.accepted, problem as Doubt] })}
    >
      {text('formUseAsItIs')}
    </button>
  );
}
