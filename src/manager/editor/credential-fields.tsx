/** The fields of a scheme, with what is wrong, odd or told by what is typed into them. */
import type { CredentialFact, CredentialReport, SchemeSummary } from '../../domain/credential';
import type { Doubt, FieldProblem } from '../../domain/errors';
import { text } from '../../platform/texts';
import { problemText } from '../../ui/failure-text';
import { Field } from '../../ui/field';
import { fieldLabel } from '../../ui/scheme-text';
import type { HeaderInput } from './editor-draft';
import { fix } from './fixes';

interface CredentialFieldsProps {
  readonly scheme: SchemeSummary;
  readonly header: HeaderInput;
  readonly onChange: (change: Partial<HeaderInput>) => void;
  readonly report: CredentialReport | undefined;
  /** What a refused save says of a field. */
  readonly problemOf: (field: string) => string | undefined;
}

export function CredentialFields(props: CredentialFieldsProps) {
  const { scheme, header, onChange, report, problemOf } = props;
  const fields = header.fields ?? {};
  const findings = (report?.findings ?? []).filter(
    ({ field, problem }) =>
      // Nobody has to be told while the rest is still to be typed.
      problem !== 'required' &&
      scheme.fields.some(({ name }) => name === field) &&
      !header.accepted.some((accepted) => accepted === problem),
  );
  return (
    <div class="stack">
      {scheme.fields.map((field) => {
        const finding = findings.find((each) => each.field === field.name);
        return (
          <div class="field" key={scheme.id + field.name}>
            <Field
              label={fieldLabel(scheme.id, field)}
              kind={field.kind}
              value={fields[field.name] ?? ''}
              onInput={(value) => onChange({ fields: { ...fields, [field.name]: value } })}
              problem={finding ? problemText(finding.problem) : problemOf(field.name)}
            />
            {finding && (
              <Remedies
                problem={finding.problem}
                field={field.name}
                header={header}
                doubtful={finding.severity === 'doubtful'}
                onChange={onChange}
              />
            )}
          </div>
        );
      })}
      {report && report.facts.length > 0 && (
        <dl class="facts">
          {report.facts.map((fact) => (
            <div key={fact.kind}>
              <dt>{text(FACTS[fact.kind])}</dt>
              <dd>{factText(fact)}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}

const FACTS = {
  'ethereum-address': 'factAddress',
  'bitcoin-address': 'factAddress',
  'jwt-subject': 'factSubject',
  'jwt-expires': 'factExpires',
} as const;

function factText(fact: CredentialFact): string {
  if (fact.kind !== 'jwt-expires') return fact.value;
  const format = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
  return format.format(fact.value);
}

interface RemediesProps {
  readonly problem: FieldProblem;
  readonly field: string;
  readonly header: HeaderInput;
  readonly doubtful: boolean;
  readonly onChange: (change: Partial<HeaderInput>) => void;
}

function Remedies({ problem, field, header, doubtful, onChange }: RemediesProps) {
  const fixed = fix(problem, field, header.fields ?? {});
  return (
    <div class="row">
      {fixed && (
        <button type="button" onClick={() => onChange(fixed)}>
          {text('formFix')}
        </button>
      )}
      {doubtful && (
        <button
          type="button"
          // Cast: only doubts are doubtful.
          onClick={() => onChange({ accepted: [...header.accepted, problem as Doubt] })}
        >
          {text('formUseAsItIs')}
        </button>
      )}
    </div>
  );
}
