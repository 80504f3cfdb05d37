/** The fields of a scheme, with their problems, doubts and facts. */
import type {
  CredentialReport,
  CredentialField as FieldSpec,
  SchemeSummary,
} from '../../domain/credential';
import type { Failure, FieldProblem } from '../../domain/errors';
import { askedFields } from '../../domain/fitting-fields';
import type { Ask } from '../../protocol/messages';
import { CredentialFacts } from '../../ui/credential-facts';
import { CredentialField } from './credential-field';
import type { Change, HeaderInput } from './editor-draft';
import { MintedToken } from './minted-token';
import { MoreFields } from './more-fields';

interface CredentialFieldsProps {
  readonly scheme: SchemeSummary;
  readonly header: HeaderInput;
  readonly onChange: (change: Change<HeaderInput>) => void;
  /** Field name → the last four characters of the stored value. */
  readonly tails: Readonly<Record<string, string>>;
  readonly report: CredentialReport | undefined;
  /** The problem that made a save fail. */
  readonly failureAt: (field: string) => Failure | undefined;
  readonly ask: Ask;
}

export function CredentialFields(props: CredentialFieldsProps) {
  const { scheme, header, report } = props;
  const isAccepted = (problem: FieldProblem | undefined) =>
    header.accepted.some((accepted) => accepted === problem);
  const findingAt = (name: string) =>
    report?.findings.find(
      // A missing value is expected while the user still types.
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
      tail={props.tails[field.name]}
      onChange={props.onChange}
      finding={findingAt(field.name)}
      failure={failureAt(field.name)}
      ask={props.ask}
    />
  );
  const hidden = [...header.fieldsInBackground, ...(header.storedFields ?? [])];
  const asked = askedFields(scheme.fields, header.fields ?? {}, hidden);
  // The form of the header draws the other two.
  const basic = asked.filter(
    ({ isAdvanced, kind }) => !isAdvanced && kind !== 'redirect' && kind !== 'silent',
  );
  const advanced = asked.filter(({ isAdvanced }) => isAdvanced);
  const saysMore = ({ name, initial = '' }: FieldSpec) =>
    (header.fields?.[name] ?? '') !== initial || hidden.includes(name);
  return (
    <div class="stack">
      {basic.map(drawn)}
      {advanced.length > 0 && (
        <MoreFields
          key={scheme.id}
          title="formMore"
          needed={advanced.some(
            (field) => saysMore(field) || findingAt(field.name) || failureAt(field.name),
          )}
        >
          {advanced.map(drawn)}
        </MoreFields>
      )}
      {report && <CredentialFacts facts={report.facts} />}
      {report?.minted && <MintedToken minted={report.minted} />}
    </div>
  );
}
