/**
 * Chooses the passkeys that also unlock under a new key. Each of them has to answer once, so
 * ticking one asks for it. A passkey that is left out no longer unlocks.
 */
import { useId, useState } from 'preact/hooks';
import { type Failure, toFailure } from '../../domain/errors';
import type { PasskeyAnswer, PasskeyRequest, PasskeySummary } from '../../domain/passkey';
import { canUsePasskeys } from '../../platform/passkey-support';
import { answerPasskeys } from '../../platform/passkeys';
import { text } from '../../platform/texts';
import { failureText } from '../../ui/failure-text';
import { Problem } from '../../ui/problem';

type Answers = readonly PasskeyAnswer[];

interface KeptPasskeysProps {
  readonly passkeys: readonly PasskeySummary[];
  readonly requests: readonly PasskeyRequest[];
  readonly kept: Answers;
  readonly onKept: (change: (before: Answers) => Answers) => void;
}

export function KeptPasskeys({ passkeys, requests, kept, onKept }: KeptPasskeysProps) {
  const id = useId();
  const [asking, setAsking] = useState<PasskeySummary>();
  const [failure, setFailure] = useState<Failure>();
  if (passkeys.length === 0) return null;

  async function ask(passkey: PasskeySummary) {
    setAsking(passkey);
    setFailure(undefined);
    try {
      const answer = await answerPasskeys(requests.filter(({ slotId }) => isOf(passkey, slotId)));
      if (answer) onKept((before) => [...before, answer]);
    } catch (error) {
      setFailure(toFailure(error));
    }
    setAsking(undefined);
  }

  function change(passkey: PasskeySummary, isWanted: boolean) {
    if (!isWanted) onKept((before) => before.filter(({ slotId }) => !isOf(passkey, slotId)));
    else if (!asking) void ask(passkey);
  }

  return (
    <fieldset class="stack" aria-describedby={`${id}-hint`}>
      <legend>{text('passkeysKeep')}</legend>
      <p class="hint" id={`${id}-hint`}>
        {text(canUsePasskeys() ? 'passkeysKeepHint' : 'passkeysNotHere')}
      </p>
      {passkeys.map((passkey) => {
        const isKept = kept.some(({ slotId }) => isOf(passkey, slotId));
        return (
          <div class="row" key={passkey.slotId}>
            <label class="check">
              <input
                type="checkbox"
                autocomplete="off"
                checked={isKept}
                aria-disabled={asking !== undefined || !canUsePasskeys()}
                onChange={({ currentTarget }) => {
                  const { checked } = currentTarget;
                  // The box is ticked after the passkey has answered.
                  currentTarget.checked = isKept;
                  if (canUsePasskeys()) change(passkey, checked);
                }}
              />
              {text('passkeyKeep', passkey.name)}
            </label>
            {asking === passkey && <span class="hint push">{text('passkeyAsking')}</span>}
          </div>
        );
      })}
      {failure && <Problem>{failureText(failure)}</Problem>}
    </fieldset>
  );
}

/** The names of the passkeys that will no longer unlock, for the button. */
export function namesOfLost(passkeys: readonly PasskeySummary[], kept: Answers): string {
  const lost = passkeys.filter(({ slotId }) => !kept.some((answer) => answer.slotId === slotId));
  return lost.map(({ name }) => name).join(', ');
}

function isOf(passkey: PasskeySummary, slotId: string): boolean {
  return passkey.slotId === slotId;
}
