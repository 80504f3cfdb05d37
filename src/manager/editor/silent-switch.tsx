/** The switch for renewals without the user. Where they cannot be, it says why. */
import type { CredentialField, CredentialFields, SchemeSummary } from '../../domain/credential';
import type { Origin } from '../../domain/site';
import type { TextKey } from '../../platform/texts';
import { fieldKey } from '../../ui/scheme-text';
import { Switch } from '../switch';

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
  const isOn = fields[field.name] === 'on';
  const reason = reasonAgainst(props);
  return (
    <Switch
      label={fieldKey(scheme.id, field)}
      hint={reason ?? 'silentHint'}
      checked={isOn}
      // It can always be switched off.
      disabled={reason !== undefined && !isOn}
      onChange={(checked) => onChange(checked ? 'on' : 'off')}
    />
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
