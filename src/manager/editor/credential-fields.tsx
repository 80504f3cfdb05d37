/** The fields of a scheme, with what is wrong, odd or told by what is typed into them. */
import type {
  CredentialReport,
  CredentialField as FieldSpec,
  SchemeSummary,
} from '../../domain/credential';
import type { Failure, FieldProblem } from '../../domain/errors';
import type { Ask } from '../../protocol/messages';
import { CredentialFacts } from '../../ui/credential-facts';
import { CredentialField } from './credential-field';
import type { HeaderInput } from './editor-draft';
import { MoreFields } from './more-fields';

interface CredentialFieldsProps {
  readonly scheme: SchemeSummary;
  readonly header: HeaderInput;
  readonly onChange: (change: Partial<HeaderInput>) => void;
  readonly report: CredentialReport | undefined;
  /** What a refused save says of a field. */
  readonly failureAt: (field: string) => Failure | undefined;
  readonly ask: Ask;
}

export function CredentialFields(props: CredentialFieldsProps) {
  const { scheme, header, report } = props;
  const isAccepted = (problem: FieldProblem | undefined) =>
    header.accepted.some((accepted) => accepted === problem);
  const findingAt = (name: string) =>
    report?.findings.find(
      // Nobody has to be told of what is missing while the rest is still to be typed.
      ({ field, problem }) => field === name && problem !== 'required' && !isAccepted(problem),
    );
  const failureAt = (name: string) => {
    const failure = props.failureAt(name);
    return isAccepted(failure?.problem) ? undefined : failure;
  };
  const drawn = (field: FieldSpec) => (
    <CredentialField
      key={scheme.id + field.name}
      scheme={scheme}
      field={field}
      header={header}
      onChange={props.onChange}
      finding={findingAt(field.name)}
      failure={failureAt(field.name)}
      ask={props.ask}
    />
  );
  const advanced = scheme.fields.filter(({ isAdvanced }) => isAdvanced);
  const saysMore = ({ name, initial = '' }: FieldSpec) =>
    (header.fields?.[name] ?? '') !== initial || header.fieldsInBackground.includes(name);
  return (
    <div class="stack">
      {scheme.fields.filter(({ isAdvanced }) => !isAdvanced).map(drawn)}
      {advanced.length > 0 && (
        <MoreFields
          key={scheme.id}
          needed={advanced.some(
            (field) => saysMore(field) || findingAt(field.name) || failureAt(field.name),
          )}
        >
          {advanced.map(drawn)}
        </MoreFields>
      )}
      {report && <CredentialFacts facts={report.facts} />}
    </div>
  );
}
