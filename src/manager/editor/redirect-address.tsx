/**
 * The redirect addresses of sign-ins, and the choice between them if the browser has two. The user
 * registers the chosen one at the provider before signing in.
 */
import type { CredentialField, RedirectKind, SchemeSummary } from '../../domain/credential';
import { text } from '../../platform/texts';
import { hasRedirect, redirectUri } from '../../platform/web-auth-flow';
import { ChoiceField } from '../../ui/choice-field';
import { fieldLabel, optionName } from '../../ui/scheme-text';
import { CopiedAddress } from '../copied-address';

interface RedirectAddressProps {
  readonly scheme: SchemeSummary;
  /** The field for the choice. */
  readonly field: CredentialField;
  /** Undefined: the credential is stored, and its choice is not shown. */
  readonly chosen: string | undefined;
  readonly onChoose: (kind: string) => void;
}

export function RedirectAddress({ scheme, field, chosen, onChoose }: RedirectAddressProps) {
  // Cast: the options of the field are these kinds.
  const kinds = ((field.options ?? []) as readonly RedirectKind[]).filter(hasRedirect);
  const isChoice = kinds.length > 1;
  return (
    <div class="stack redirect-addresses">
      {kinds.map((kind) => (
        <CopiedAddress
          key={kind}
          label={isChoice ? optionName(scheme.id, field, kind) : text('redirectAddress')}
          address={redirectUri(kind)}
        />
      ))}
      <p class="hint">{text(isChoice ? 'redirectHintTwo' : 'redirectHint')}</p>
      {isChoice && chosen !== undefined && (
        <ChoiceField
          label={fieldLabel(scheme.id, field)}
          options={kinds.map((kind) => ({
            value: kind,
            name: optionName(scheme.id, field, kind),
          }))}
          value={chosen}
          onChange={onChoose}
        />
      )}
    </div>
  );
}
