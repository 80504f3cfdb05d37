/** Asks for what a row needs before it can be saved: a site, a part of its credential, a confirmation. */
import { type CredentialField, type SchemeSummary, typedKind } from '../../domain/credential';
import { isDestination } from '../../domain/destinations';
import { DOUBTS, type Doubt } from '../../domain/doubts';
import type { Failure } from '../../domain/errors';
import { text } from '../../platform/texts';
import { failureText } from '../../ui/failure-text';
import { Field } from '../../ui/field';
import { Problem } from '../../ui/problem';
import { fieldLabel } from '../../ui/scheme-text';
import { SecretField } from '../../ui/secret-field';
import {
  accepting,
  isFailureAt,
  isScopeOpen,
  type ReviewRow,
  typedAt,
  valueAt,
} from './review-rows';

interface RowFieldsProps {
  readonly row: ReviewRow;
  readonly schemes: readonly SchemeSummary[];
  readonly onChange: (how: (row: ReviewRow) => ReviewRow) => void;
}

export function RowFields({ row, schemes, onChange }: RowFieldsProps) {
  const { check, asked, source, isSiteMeant } = row;
  const failure = check?.failure;
  const isPlaced = check && asked.some((place) => isFailureAt(place, check));
  return (
    <>
      {asked.map((place) => (
        <RowField key={place} {...{ row, schemes, place, onChange }} />
      ))}
      {isScopeOpen(source) && !isSiteMeant && check && !failure && (
        <div class="row">
          <button
            type="button"
            onClick={() => onChange((before) => ({ ...before, isSiteMeant: true }))}
          >
            {text('importSiteIsMeant')}
          </button>
        </div>
      )}
      {failure?.code === 'credential-doubtful' ? (
        <DoubtBox failure={failure} onChange={onChange} />
      ) : (
        failure &&
        !isPlaced &&
        failure.field !== 'name' && <Problem>{failureText(failure)}</Problem>
      )}
    </>
  );
}

interface RowFieldProps extends RowFieldsProps {
  /** In the draft: `sites.0.site`, `headers.1.key`. */
  readonly place: string;
}

function RowField({ row, schemes, place, onChange }: RowFieldProps) {
  const { check, draft } = row;
  const problem =
    check?.failure && isFailureAt(place, check) && !isEmptyStill(row, place, check.failure)
      ? failureText(check.failure)
      : undefined;
  const onInput = (value: string) => onChange((before) => typedAt(before, place, value));
  const [kind, index, name] = place.split('.');
  if (kind === 'sites') {
    return (
      <Field
        label={text('formSite')}
        value={valueAt(row, place)}
        onInput={onInput}
        hint={text('formSiteHint')}
        problem={problem}
      />
    );
  }
  const header = draft.headers[Number(index)];
  const scheme = schemes.find(({ id }) => id === header?.schemeId);
  const field = scheme?.fields.find((each) => each.name === name);
  if (!scheme || !field) return null;
  return (
    <SecretField
      label={fieldLabel(scheme.id, field)}
      kind={typedKind(field)}
      value={row.typed[place] ?? shownValue(field, header?.fields)}
      onInput={onInput}
      problem={problem}
    />
  );
}

/** Only an address comes from the file into the page's document: any other field may hold a secret. */
function shownValue(field: CredentialField, fields: Readonly<Record<string, string>> = {}): string {
  return isDestination(field) ? (fields[field.name] ?? '') : '';
}

/** A field that the source has left empty is no fault of the user, who has typed nothing yet. */
function isEmptyStill({ typed }: ReviewRow, place: string, { problem }: Failure): boolean {
  return problem === 'required' && typed[place] === undefined;
}

interface DoubtBoxProps {
  readonly failure: Failure;
  readonly onChange: (how: (row: ReviewRow) => ReviewRow) => void;
}

function DoubtBox({ failure, onChange }: DoubtBoxProps) {
  const header = Number(/^headers\.(\d+)\./.exec(failure.field ?? '')?.[1]);
  const { problem } = failure;
  return (
    <div class="row line">
      <Problem>{failureText(failure)}</Problem>
      {problem && isDoubt(problem) && (
        <button type="button" onClick={() => onChange((row) => accepting(row, header, problem))}>
          {text('formUseAsItIs')}
        </button>
      )}
    </div>
  );
}

function isDoubt(problem: string): problem is Doubt {
  // Cast: `includes` of a narrower list takes no wider text.
  return (DOUBTS as readonly string[]).includes(problem);
}
