/** Lists the passkeys, or says why this browser has none. */
import { useState } from 'preact/hooks';
import type { OpenState } from '../../domain/app-state';
import { PASSKEYS_AT_MOST, type PasskeySummary } from '../../domain/passkey';
import { canUsePasskeys } from '../../platform/passkey-support';
import { text } from '../../platform/texts';
import type { Send } from '../../protocol/messages';
import { AddPasskeyDialog } from './add-passkey-dialog';
import { RemovePasskeyDialog } from './remove-passkey-dialog';

interface PasskeysSettingsProps {
  readonly state: Pick<OpenState, 'passkeys' | 'passkeyRequests'>;
  readonly send: Send;
}

export function PasskeysSettings({ state, send }: PasskeysSettingsProps) {
  const { passkeys } = state;
  const [question, setQuestion] = useState<'add' | PasskeySummary>();
  const [done, setDone] = useState('');
  const close = () => setQuestion(undefined);
  const ask = (next: 'add' | PasskeySummary) => {
    setDone('');
    setQuestion(next);
  };
  const finish = (sentence: string) => {
    setDone(sentence);
    close();
  };

  return (
    <section class="stack">
      <h2>{text('passkeys')}</h2>
      {canUsePasskeys() ? (
        <>
          <p class="hint">{text('passkeysMeaning')}</p>
          <p class="hint">{text('passkeysSynced')}</p>
        </>
      ) : (
        <p class="hint">{text('passkeysNotHere')}</p>
      )}
      {passkeys.length > 0 && (
        <ul class="list">
          {passkeys.map((passkey) => (
            <li class="row" key={passkey.slotId}>
              <span class="name">{passkey.name}</span>
              <button
                class="push"
                type="button"
                aria-label={text('passkeyRemove', passkey.name)}
                onClick={() => ask(passkey)}
              >
                {text('remove')}
              </button>
            </li>
          ))}
        </ul>
      )}
      <output class="positive">{done}</output>
      {canUsePasskeys() && <Add passkeys={passkeys} onAdd={() => ask('add')} />}
      {question === 'add' && (
        <AddPasskeyDialog
          state={state}
          send={send}
          onAdded={(name) => finish(text('passkeyAdded', name))}
          onClose={close}
        />
      )}
      {question !== undefined && question !== 'add' && (
        <RemovePasskeyDialog
          passkey={question}
          state={state}
          send={send}
          onRemoved={(names) => finish(text('passkeysRemoved', names))}
          onClose={close}
        />
      )}
    </section>
  );
}

interface AddProps {
  readonly passkeys: readonly PasskeySummary[];
  readonly onAdd: () => void;
}

function Add({ passkeys, onAdd }: AddProps) {
  if (passkeys.length >= PASSKEYS_AT_MOST) {
    return <p class="hint">{text('passkeysFull', String(PASSKEYS_AT_MOST))}</p>;
  }
  return (
    <div class="row">
      <button type="button" onClick={onAdd}>
        {text('passkeyAdd')}
      </button>
    </div>
  );
}
