/** The ways out of a problem of a typed secret: fix it, use it as it is, or go to the editor. */
import type { Finding } from '../../domain/credential';
import type { Doubt } from '../../domain/doubts';
import { text } from '../../platform/texts';
import { fix } from '../../ui/fixes';

interface SecretRemediesProps {
  readonly finding: Finding;
  /** The name of the secret field. */
  readonly field: string;
  readonly value: string;
  /** The stored name of the header, which a pasted line may name too. */
  readonly headerName: string | undefined;
  readonly onFixed: (value: string) => void;
  readonly onAccept: (doubt: Doubt) => void;
  readonly onEdit: () => void;
}

export function SecretRemedies(props: SecretRemediesProps) {
  const { finding, field, onFixed, onAccept, onEdit } = props;
  const fixed = fixOf(props);
  // The popup has only this field: another field, or another scheme, is for the editor.
  const isElsewhere = finding.field !== field || fixed === 'elsewhere';
  return (
    <div class="row">
      {fixed !== undefined && fixed !== 'elsewhere' && (
        <button type="button" onClick={() => onFixed(fixed.value)}>
          {text('formFix')}
        </button>
      )}
      {finding.severity === 'doubtful' && (
        // Cast: a doubtful finding always has a `Doubt`.
        <button type="button" onClick={() => onAccept(finding.problem as Doubt)}>
          {text('formUseAsItIs')}
        </button>
      )}
      {isElsewhere && (
        <button type="button" onClick={onEdit}>
          {text('remedyEdit')}
        </button>
      )}
    </div>
  );
}

function fixOf({
  finding,
  field,
  value,
  headerName,
}: SecretRemediesProps): { readonly value: string } | 'elsewhere' | undefined {
  if (finding.field !== field) return undefined;
  const fixed = fix(finding.problem, field, { [field]: value, headerName: headerName ?? '' });
  if (!fixed) return undefined;
  const { [field]: next, headerName: named = headerName, ...others } = fixed.fields;
  const isSameHeader = named?.toLowerCase() === headerName?.toLowerCase();
  const isAlone = fixed.schemeId === undefined && Object.keys(others).length === 0;
  return next !== undefined && isAlone && isSameHeader ? { value: next } : 'elsewhere';
}
