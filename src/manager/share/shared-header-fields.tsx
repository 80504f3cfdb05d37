/** One header of a shared profile: what it sends where, and the fields that the user fills in. */
import { type AskedField, type SchemeSummary, typedKind } from '../../domain/credential';
import type { Doubt } from '../../domain/doubts';
import type { Failure } from '../../domain/errors';
import { askedFields } from '../../domain/fitting-fields';
import type { SharedHeader } from '../../domain/share';
import { text } from '../../platform/texts';
import { failureText } from '../../ui/failure-text';
import { fieldLabel, optionName, schemeName } from '../../ui/scheme-text';
import { SecretField } from '../../ui/secret-field';
import type { TypedHeader } from './typed-share';

interface SharedHeaderFieldsProps {
  readonly header: SharedHeader;
  /** Undefined: this version does not know it. */
  readonly scheme: SchemeSummary | undefined;
  readonly typed: TypedHeader;
  /** The fields are shown. */
  readonly isWanted: boolean;
  readonly failureAt: (field: string) => Failure | undefined;
  readonly onChange: (typed: TypedHeader) => void;
}

export function SharedHeaderFields(props: SharedHeaderFieldsProps) {
  const { header, scheme, typed, isWanted, failureAt, onChange } = props;
  const known = scheme ? askedFields(scheme.fields, header.fields) : [];
  const asked = known.filter(({ name }) => header.asks.includes(name));
  const given = known.filter(({ name }) => (header.fields[name] ?? '') !== '');
  const hosts = header.servers.map((origin) => new URL(origin).host).join(', ');
  return (
    <div class="stack">
      <p class="row">
        <span class="chip">{scheme ? schemeName(scheme.id) : header.schemeId}</span>
        {reachOf(header).join(' · ')}
      </p>
      {scheme && given.length > 0 && (
        <dl class="given">
          {given.map((field) => (
            <div key={field.name}>
              <dt>{fieldLabel(scheme.id, { ...field, isOptional: false })}</dt>
              <dd>{givenText(scheme, field, header.fields[field.name] ?? '')}</dd>
            </div>
          ))}
        </dl>
      )}
      {asked.length > 0 && hosts !== '' && <p class="notice">{text('sharedServers', hosts)}</p>}
      {isWanted &&
        scheme &&
        asked.map((field) => (
          <TypedField
            key={field.name}
            label={fieldLabel(scheme.id, field)}
            field={field}
            typed={typed}
            failure={failureAt(field.name)}
            onChange={onChange}
          />
        ))}
      {isWanted && asked.length === 0 && <p class="hint">{text('sharedNoSecret')}</p>}
    </div>
  );
}

interface TypedFieldProps {
  readonly label: string;
  readonly field: AskedField;
  readonly typed: TypedHeader;
  readonly failure: Failure | undefined;
  readonly onChange: (typed: TypedHeader) => void;
}

function TypedField({ label, field, typed, failure, onChange }: TypedFieldProps) {
  const { name } = field;
  const { fields, accepted } = typed;
  const isAnswered = accepted.some((doubt) => doubt === failure?.problem);
  return (
    <div class="field">
      <SecretField
        label={label}
        kind={typedKind(field)}
        value={fields[name] ?? ''}
        onInput={(value) => onChange({ ...typed, fields: { ...fields, [name]: value } })}
        problem={failure && !isAnswered ? failureText(failure) : undefined}
      />
      {failure?.code === 'credential-doubtful' && !isAnswered && (
        <div class="row">
          <button
            type="button"
            // Cast: the problem of a doubtful credential is a `Doubt`.
            onClick={() =>
              onChange({ ...typed, accepted: [...accepted, failure.problem as Doubt] })
            }
          >
            {text('formUseAsItIs')}
          </button>
        </div>
      )}
    </div>
  );
}

function reachOf({ paths, methods, isOff }: SharedHeader): readonly string[] {
  return [...paths, ...methods, ...(isOff ? [text('sharedOff')] : [])];
}

function givenText(scheme: SchemeSummary, field: AskedField, value: string): string {
  return field.kind === 'choice' ? optionName(scheme.id, field, value) : value;
}
