/** Says what stops working before a host that is in use is given back. */
import { useEffect, useRef } from 'preact/hooks';
import type { HostUse, NamedBy } from '../../domain/host-access';
import { type TextKey, text } from '../../platform/texts';

/** The rest is counted. */
const SAID_AT_MOST = 8;

const LOSSES: Readonly<Record<HostUse, TextKey>> = {
  site: 'accessLosesSite',
  caller: 'accessLosesCaller',
  token: 'accessLosesTokens',
};

interface GiveBackDialogProps {
  readonly host: string;
  readonly losing: readonly NamedBy[];
  readonly onGiveBack: () => void;
  readonly onClose: () => void;
}

export function GiveBackDialog({ host, losing, onGiveBack, onClose }: GiveBackDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const losses = losing.flatMap(({ profile, uses }) =>
    uses.map((use) => ({ key: `${profile.id} ${use}`, said: text(LOSSES[use], profile.name) })),
  );
  const more = losses.length - SAID_AT_MOST;
  return (
    <dialog ref={dialog} aria-labelledby="give-back-question" onClose={onClose}>
      <div class="stack">
        <h2 id="give-back-question">{text('accessQuestion', host)}</h2>
        <ul class="losses">
          {losses.slice(0, SAID_AT_MOST).map(({ key, said }) => (
            <li key={key}>{said}</li>
          ))}
          {more > 0 && <li>{text('accessMore', String(more))}</li>}
        </ul>
        <p class="hint">{text('accessAgain')}</p>
        <div class="row">
          <button type="button" onClick={() => dialog.current?.close()}>
            {text('cancel')}
          </button>
          <button
            class="danger"
            type="button"
            onClick={() => {
              dialog.current?.close();
              onGiveBack();
            }}
          >
            {text('accessGiveBack')}
          </button>
        </div>
      </div>
    </dialog>
  );
}
