/**
 * Reviews a shared file: one page with a field for each secret, then one commit and one question to the
 * browser for all sites.
 */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { OpenState } from '../../domain/app-state';
import { fingerprintOf, type ShareReview } from '../../domain/share';
import { requestSites } from '../../platform/site-permissions';
import { text } from '../../platform/texts';
import type { Ask, Send } from '../../protocol/messages';
import { failureText } from '../../ui/failure-text';
import { Heading } from '../../ui/heading';
import { Problem } from '../../ui/problem';
import { useSubmit } from '../../ui/use-submit';
import type { SavedProfile } from '../editor/use-profile-edit';
import { PickSwitch } from '../views/pick-switch';
import { saveText } from '../views/save-text';
import './share.css';
import { SharedProfileCard } from './shared-profile-card';
import { nothingTyped, originsOf, wantedOf } from './typed-share';

interface SharedFileProps {
  /** The content of a file that `isShareFile` recognises. */
  readonly content: string;
  readonly state: Pick<OpenState, 'schemes'>;
  readonly send: Send;
  readonly ask: Ask;
  /** Called with what was saved. */
  readonly onDone: (saved: SavedProfile) => void;
  /** The user has given up. */
  readonly onCancel: () => void;
}

export function SharedFile({ content, ask, ...props }: SharedFileProps) {
  const [review, setReview] = useState<ShareReview>();
  // A file that has changed is looked at again.
  const look = () => void ask({ type: 'share/review', text: content }).then(setReview);
  useEffect(look, [content]);
  if (!review) return null;
  return (
    <section class="stack">
      <Heading>{text('sharedTitle')}</Heading>
      {review.ok ? (
        <Review key={review.digest} {...props} content={content} review={review} />
      ) : (
        <Problem>{failureText(review.failure)}</Problem>
      )}
    </section>
  );
}

interface ReviewProps extends Omit<SharedFileProps, 'ask'> {
  readonly review: Extract<ShareReview, { ok: true }>;
}

function Review({ content, review, state, send, onDone, onCancel }: ReviewProps) {
  const { digest, profiles } = review;
  const [typed, setTyped] = useState(() => nothingTyped(profiles));
  const [pick, setPick] = useState(false);
  const result = useRef<SavedProfile | undefined>(undefined);
  const count = typed.filter(({ isWanted }) => isWanted).length;
  const { form, onSubmit, busy, failure, unplaced } = useSubmit(
    async () => {
      const wanted = wantedOf(typed);
      const [first] = wanted;
      if (!first) return undefined;
      const saved = send({ type: 'share/import', text: content, digest, profiles: wanted, pick });
      // In the tick of the submit: browsers ask for a permission only then.
      const origins = originsOf(profiles, typed, state.schemes);
      const isAllowed = requestSites(origins);
      result.current = { name: first.name, count: wanted.length, origins, isAllowed };
      return saved;
    },
    () => result.current && onDone(result.current),
  );
  return (
    <form class="stack" ref={form} onSubmit={onSubmit}>
      <p>{text('sharedIntro')}</p>
      <div>
        <p class="fingerprint">{text('shareFingerprint', fingerprintOf(digest))}</p>
        <p class="hint">{text('sharedFingerprintHint')}</p>
      </div>
      {profiles.map((profile, at) => {
        const own = typed[at];
        return (
          own && (
            <SharedProfileCard
              key={at}
              profile={profile}
              at={at}
              schemes={state.schemes}
              typed={own}
              failure={failure}
              onChange={(changed) => setTyped((before) => before.with(at, changed))}
            />
          )
        );
      })}
      <PickSwitch isPicked={pick} onPicked={setPick} />
      {unplaced && failure && <Problem>{failureText(failure)}</Problem>}
      <div class="row">
        <button class="primary" type="submit" aria-disabled={busy || count === 0}>
          {saveText(busy, count)}
        </button>
        <button type="button" onClick={onCancel}>
          {text('cancel')}
        </button>
      </div>
    </form>
  );
}
