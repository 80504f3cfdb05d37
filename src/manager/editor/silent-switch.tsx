/** The switch for renewals without the user. Where they cannot be, it says why. */
import { useId } from 'preact/hooks';
import type { CredentialField, CredentialFields, SchemeSummary } from '../../domain/credential';
import type { Origin } from '../../domain/site';
import { type TextKey, text } from '../../platform/texts';
import { fieldLabel } from '../../ui/scheme-text';

interface SilentSwitchProps {
  readonly scheme: SchemeSummary;
  readonly field: CredentialField;
  readonly fields: CredentialFields;
  /** The sites of the profile. */
  readonly sites: readonly Origin[];
  /** The token of the last sign-in names its user. */
  readonly namesUser: boolean;
  readonly onChange: (value: 'on' | 'off') => void;
}

export function SilentSwitch(props: SilentSwitchProps) {
  const { scheme, field, fields, onChange } = props;
  const id = useId();
  const isOn = fields[field.name] === 'on';
  const reason = reasonAgainst(props);
  return (
    <div>
      <label class="check">
        <input
          type="checkbox"
          autocomplete="off"
          aria-describedby={id}
          checked={isOn}
          // It can always be switched off.
          disabled={reason !== undefined && !isOn}
          onChange={({ currentTarget }) => onChange(currentTarget.checked ? 'on' : 'off')}
        />
        {fieldLabel(scheme.id, field)}
      </label>
      <p class="hint indented" id={id}>
        {text(reason ?? 'silentHint')}
      </p>
    </div>
  );
}

/** The background refuses the same: see `app/tokens/silent-renewal.ts`. */
function reasonAgainst({
  scheme,
  fields,
  sites,
  namesUser,
}: SilentSwitchProps): TextKey | undefined {
  const page = scheme.fields.find(({ kind }) => kind === 'page');
  const origin = URL.parse(fields[page?.name ?? '']?.trim() ?? '')?.origin;
  if (sites.some((site) => site === origin)) return 'silentSameOrigin';
  // OpenID Connect Core 1.0 §3.1.2.1: with this scope the answer has an ID token.
  const hasIdToken = (fields.scope ?? '').split(/\s+/).includes('openid');
  return hasIdToken || namesUser ? undefined : 'silentNoUser';
}
