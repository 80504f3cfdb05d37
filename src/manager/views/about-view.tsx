/** Explains Keybearer: its version, its stored data, its limits. */
import type { SharedState } from '../../domain/app-state';
import { extensionVersion } from '../../platform/extension-info';
import { text } from '../../platform/texts';
import type { Send } from '../../protocol/messages';
import { Heading } from '../../ui/heading';

interface AboutViewProps {
  readonly state: Pick<SharedState, 'updateWaiting' | 'refusedMessages'>;
  readonly send: Send;
}

export function AboutView({ state, send }: AboutViewProps) {
  const { updateWaiting, refusedMessages } = state;
  return (
    <section class="stack">
      <Heading>{text('aboutTitle')}</Heading>
      <p>{text('extensionDescription')}</p>
      <p>{text('aboutVersion', extensionVersion())}</p>
      {updateWaiting && (
        <div class="notice stack">
          <p>{text('aboutUpdateWaiting')}</p>
          <div class="row">
            {/* The waiting update installs after a lock. */}
            <button type="button" onClick={() => void send({ type: 'vault/lock' })}>
              {text('aboutUpdateNow')}
            </button>
          </div>
        </div>
      )}
      <h2>{text('aboutKeepsTitle')}</h2>
      <p>{text('aboutKeeps')}</p>
      <h2>{text('aboutLimitsTitle')}</h2>
      <p>{text('aboutLimits')}</p>
      {refusedMessages > 0 && (
        <>
          <h2>{text('aboutRefusedTitle')}</h2>
          <p>{text('aboutRefused', String(refusedMessages))}</p>
        </>
      )}
    </section>
  );
}
