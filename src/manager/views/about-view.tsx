/** What this is, which version, and what it keeps where. */
import type { AppState } from '../../domain/app-state';
import { extensionVersion } from '../../platform/extension-info';
import { text } from '../../platform/texts';
import type { Send } from '../../protocol/messages';
import { Heading } from '../../ui/heading';

interface AboutViewProps {
  readonly state: Pick<AppState, 'updateWaiting' | 'refusedMessages'>;
  readonly send: Send;
}

export function AboutView({ state: { updateWaiting, refusedMessages }, send }: AboutViewProps) {
  return (
    <section class="stack narrow">
      <Heading>{text('aboutTitle')}</Heading>
      <p>{text('aboutPromise')}</p>
      <p>{text('aboutVersion', extensionVersion())}</p>
      {updateWaiting && (
        <div class="notice stack">
          <p>{text('aboutUpdateWaiting')}</p>
          <div class="row">
            {/* Each lock is followed by the update that waits. */}
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
