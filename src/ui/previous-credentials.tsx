/**
 * After a replacement: asks whether the new credential works, and offers the way back. Both pages
 * show it, since users notice on the site that a credential fails.
 */
import type { HeaderSummary, ProfileSummary } from '../domain/app-state';
import { type TextKey, text } from '../platform/texts';
import type { Command } from '../protocol/messages';
import { focusMain } from './focus-main';
import { schemeName } from './scheme-text';

interface PreviousCredentialsProps {
  readonly profile: ProfileSummary;
  readonly act: (command: Command) => void;
}

type Words = Readonly<Record<'meaning' | 'forget' | 'back', TextKey>>;

const WORDS: Readonly<Record<NonNullable<HeaderSummary['previousCredential']>, Words>> = {
  kept: { meaning: 'keptEarlier', forget: 'keptEarlierForget', back: 'keptEarlierBack' },
  'in-use': { meaning: 'keptNewer', forget: 'keptNewerForget', back: 'keptNewerBack' },
};

export function PreviousCredentials({ profile, act }: PreviousCredentialsProps) {
  const { id: profileId, headers } = profile;
  return (
    <>
      {headers.map(({ id: headerId, schemeId, previousCredential }) => {
        if (!previousCredential) return null;
        const { meaning, forget, back } = WORDS[previousCredential];
        const meaningId = `kept-${headerId}`;
        const choice = (type: 'credential/confirm' | 'credential/go-back', name: TextKey) => (
          <button
            type="button"
            aria-describedby={meaningId}
            onClick={({ currentTarget }) => {
              focusMain(currentTarget);
              act({ type, profileId, headerId });
            }}
          >
            {text(name)}
          </button>
        );
        return (
          <div class="notice stack" role="status" key={headerId}>
            <p id={meaningId}>
              {headers.length > 1 && `${schemeName(schemeId)}: `}
              {text(meaning)}
            </p>
            <div class="row">
              {choice('credential/confirm', forget)}
              {choice('credential/go-back', back)}
            </div>
          </div>
        );
      })}
    </>
  );
}
