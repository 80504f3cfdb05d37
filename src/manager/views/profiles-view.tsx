/** Every profile, with a search once there are many. */
import { useState } from 'preact/hooks';
import type { AppState } from '../../domain/app-state';
import type { Failure } from '../../domain/errors';
import { text } from '../../platform/texts';
import type { Reply, Send } from '../../protocol/messages';
import { failureText } from '../../ui/failure-text';
import { Field } from '../../ui/field';
import { findProfiles, SHOWN_AT_MOST } from '../../ui/find-profiles';
import { Heading } from '../../ui/heading';
import { Problem } from '../../ui/problem';
import { ProfileCard } from './profile-card';

interface ProfilesViewProps {
  readonly state: AppState;
  readonly send: Send;
}

/** From how many profiles on a search is of use. */
const SEARCH_FROM = 8;

export function ProfilesView({ state, send }: ProfilesViewProps) {
  const [failure, setFailure] = useState<Failure>();
  const [query, setQuery] = useState('');
  const found = findProfiles(state.profiles, query);
  const show = async (reply: Promise<Reply>) => {
    const answer = await reply;
    setFailure(answer.ok ? undefined : answer.failure);
  };

  return (
    <section class="stack">
      <div class="row">
        {/* Anew when one is gone, so that the focus has a place to go. */}
        <Heading key={state.profiles.length}>{text('managerTitle')}</Heading>
        <a class="push button" href="#/profile/new">
          {text('managerAdd')}
        </a>
      </div>
      {state.paused && <p class="notice">{text('verdictPaused')}</p>}
      {failure && <Problem>{failureText(failure)}</Problem>}
      {state.profiles.length === 0 && <p class="hint">{text('managerEmpty')}</p>}
      {state.profiles.length >= SEARCH_FROM && (
        <Field label={text('popupSearch')} value={query} onInput={setQuery} />
      )}
      <ul class="stack">
        {found.slice(0, SHOWN_AT_MOST).map((profile) => (
          <ProfileCard
            key={profile.id}
            profile={profile}
            usedOn={(origin) => state.picks[origin] === profile.id}
            allowed={state.allowed}
            onUse={(origin, use) =>
              void show(send({ type: 'pick/set', origin, profileId: use ? profile.id : null }))
            }
            onRemove={() => void show(send({ type: 'profile/remove', profileId: profile.id }))}
          />
        ))}
      </ul>
      {found.length > SHOWN_AT_MOST && (
        <p class="hint">{text('moreFound', String(found.length - SHOWN_AT_MOST))}</p>
      )}
    </section>
  );
}
