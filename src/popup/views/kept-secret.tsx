/** A secret that an earlier popup has kept: saved or discarded by a click, and shown nowhere. */
import { useState } from 'preact/hooks';
import type { ProfileSummary } from '../../domain/app-state';
import type { Doubt } from '../../domain/doubts';
import type { Failure } from '../../domain/errors';
import { type KeptReplacement, REPLACEMENT_ENDS_MS } from '../../domain/replacement';
import { text } from '../../platform/texts';
import type { Send } from '../../protocol/messages';
import { distanceText } from '../../ui/distance-text';
import { Problem } from '../../ui/problem';
import { useNow } from '../../ui/use-now';
import { replaceFailure } from './replace-failure';

const MINUTE_MS = 60_000;

interface KeptSecretProps {
  readonly kept: KeptReplacement;
  readonly profile: ProfileSummary;
  readonly send: Send;
  /** After a save or a discard. */
  readonly onSaved: () => void;
  readonly onDiscarded: () => void;
}

export function KeptSecret({ kept, profile, send, onSaved, onDiscarded }: KeptSecretProps) {
  const { headerId, typedAt } = kept;
  const [failure, setFailure] = useState<Failure>();
  const [accepted, setAccepted] = useState<readonly Doubt[]>([]);
  const now = useNow(true);
  if (now - typedAt >= REPLACEMENT_ENDS_MS) return null;
  // Minutes are enough: the popup would change each second.
  const minutesAgo = now - Math.floor((now - typedAt) / MINUTE_MS) * MINUTE_MS;

  const isDoubt = failure?.code === 'credential-doubtful';
  async function save() {
    // Cast: a doubtful failure always has a `Doubt`.
    const all = isDoubt ? [...accepted, failure.problem as Doubt] : accepted;
    setAccepted(all);
    setFailure(undefined);
    const { id: profileId, revision } = profile;
    const reply = await send({
      type: 'credential/replace',
      profileId,
      revision,
      headerId,
      accepted: all,
    });
    if (reply.ok) onSaved();
    else setFailure(reply.failure);
  }

  return (
    <div class="notice stack">
      <p>{text('replaceKept', distanceText(minutesAgo, now), profile.name)}</p>
      {failure && <Problem>{replaceFailure(failure)}</Problem>}
      <div class="row">
        <button class="primary" type="button" onClick={() => void save()}>
          {text(isDoubt ? 'formUseAsItIs' : 'formSave')}
        </button>
        <button
          type="button"
          onClick={() => {
            void send({ type: 'replacement/discard', headerId });
            onDiscarded();
          }}
        >
          {text('draftDiscard')}
        </button>
      </div>
    </div>
  );
}
