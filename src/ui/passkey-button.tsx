/** The button that asks for a passkey and sends the answer to the background. */
import { useState } from 'preact/hooks';
import { type Failure, toFailure } from '../domain/errors';
import type { PasskeyAnswer, PasskeyRequest } from '../domain/passkey';
import { answerPasskeys } from '../platform/passkeys';
import { text } from '../platform/texts';
import type { Command, Send } from '../protocol/messages';
import { failureText } from './failure-text';
import { Problem } from './problem';

export interface PasskeyButtonProps {
  /** Any one of them is taken. */
  readonly requests: readonly PasskeyRequest[];
  readonly command: (answer: PasskeyAnswer) => Command;
  readonly send: Send;
  /** Called once the background has taken the answer. */
  readonly onDone?: () => void;
}

export function PasskeyButton({ requests, command, send, onDone }: PasskeyButtonProps) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();

  async function ask() {
    setBusy(true);
    setFailure(undefined);
    try {
      const answer = await answerPasskeys(requests);
      const reply = answer && (await send(command(answer)));
      if (reply?.ok) onDone?.();
      else setFailure(reply?.failure);
    } catch (error) {
      setFailure(toFailure(error));
    }
    setBusy(false);
  }

  return (
    <>
      <button type="button" aria-disabled={busy} onClick={() => void (busy || ask())}>
        {text(busy ? 'passkeyAsking' : 'unlockByPasskey')}
      </button>
      {failure && <Problem>{failureText(failure)}</Problem>}
    </>
  );
}
