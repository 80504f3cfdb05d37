/** Asks again for what opens the vault: the passphrase, or a passkey. Being unlocked is not enough. */
import { useState } from 'preact/hooks';
import type { Proof } from '../../domain/backup';
import { type Failure, toFailure } from '../../domain/errors';
import type { PasskeyAnswer, PasskeyRequest } from '../../domain/passkey';
import { canUsePasskeys } from '../../platform/passkey-support';
import { answerPasskeys } from '../../platform/passkeys';
import { text } from '../../platform/texts';
import { failureText } from '../../ui/failure-text';
import { Problem } from '../../ui/problem';
import { SecretField } from '../../ui/secret-field';

export interface TypedProof {
  readonly passphrase: string;
  /** The user has confirmed by a passkey instead. */
  readonly passkey?: PasskeyAnswer;
}

export const NO_PROOF: TypedProof = { passphrase: '' };

export function proofOf({ passphrase, passkey }: TypedProof): Proof {
  return passkey ? { passkey } : { passphrase };
}

interface ProofFieldsProps {
  /** The reason to ask. */
  readonly hint: string;
  readonly requests: readonly PasskeyRequest[];
  readonly typed: TypedProof;
  readonly onChange: (typed: TypedProof) => void;
  /** The failure of the last submit. */
  readonly failure: Failure | undefined;
  readonly focused?: boolean;
}

export function ProofFields({
  hint,
  requests,
  typed,
  onChange,
  failure,
  focused,
}: ProofFieldsProps) {
  const [asking, setAsking] = useState(false);
  const [refused, setRefused] = useState<Failure>();
  const isConfirmed = typed.passkey !== undefined && failure?.code !== 'passkey-wrong';
  const own = refused ?? (failure?.code === 'passkey-wrong' ? failure : undefined);

  async function ask() {
    setAsking(true);
    setRefused(undefined);
    try {
      const passkey = await answerPasskeys(requests);
      if (passkey) onChange({ passphrase: '', passkey });
    } catch (error) {
      setRefused(toFailure(error));
    }
    setAsking(false);
  }

  return (
    <>
      {!isConfirmed && (
        <SecretField
          label={text('backupProof')}
          kind="secret"
          value={typed.passphrase}
          onInput={(passphrase) => onChange({ passphrase })}
          hint={hint}
          problem={failure?.code === 'passphrase-wrong' ? failureText(failure) : undefined}
          {...(focused && { focused })}
        />
      )}
      {requests.length > 0 && canUsePasskeys() && (
        <div class="row">
          <button
            type="button"
            aria-disabled={asking || isConfirmed}
            data-at-fault={failure?.code === 'passkey-wrong'}
            onClick={() => void (asking || isConfirmed || ask())}
          >
            {text(asking ? 'passkeyAsking' : 'unlockByPasskey')}
          </button>
          <output class="positive">{isConfirmed && text('backupProven')}</output>
        </div>
      )}
      {own && <Problem>{failureText(own)}</Problem>}
    </>
  );
}
