/** Lists all profiles, with a search if there are many. */
import { useState } from 'preact/hooks';
import type { OpenState, ProfileSummary } from '../../domain/app-state';
import type { Failure } from '../../domain/errors';
import { NEW_DRAFT } from '../../domain/profile-draft';
import { siteStatus } from '../../domain/site-status';
import { text } from '../../platform/texts';
import type { Ask, Command, Send } from '../../protocol/messages';
import { duplicate } from '../../ui/duplicate';
import { failureText } from '../../ui/failure-text';
import { Field } from '../../ui/field';
import { findProfiles, SHOWN_AT_MOST } from '../../ui/find-profiles';
import { Heading } from '../../ui/heading';
import { Problem } from '../../ui/problem';
import { verdictText } from '../../ui/verdict-text';
import { ProfileCard } from './profile-card';

interface ProfilesViewProps {
  readonly state: OpenState;
  readonly send: Send;
  readonly ask: Ask;
}

/** The number of profiles from which on a search is shown. */
const SEARCH_FROM = 8;

export function ProfilesView({ state, send, ask }: ProfilesViewProps) {
  const [failure, setFailure] = useState<Failure>();
  const [query, setQuery] = useState('');
  const found = findProfiles(state.profiles, query);
  const act = async (command: Command) => {
    const reply = await send(command);
    setFailure(reply.ok ? undefined : reply.failure);
  };
  const copy = async (profile: ProfileSummary) =>
    setFailure(await duplicate(send, profile, (hash) => (location.hash = hash)));

  return (
    <section class="stack">
      <div class="row">
        {/* The key remounts the heading when a profile is removed, so that it takes the focus. */}
        <Heading key={state.profiles.length}>{text('managerTitle')}</Heading>
        {state.profiles.length > 0 && <AddProfile />}
      </div>
      {state.settings.paused && <p class="notice">{verdictText({ cause: 'paused' })}</p>}
      <UnsavedDrafts state={state} onDiscard={(key) => void act({ type: 'draft/discard', key })} />
      {failure && <Problem>{failureText(failure)}</Problem>}
      {state.profiles.length === 0 && (
        <>
          <p class="hint">{text('managerEmpty')}</p>
          <div class="row">
            <AddProfile isOnly />
          </div>
        </>
      )}
      {state.profiles.length >= SEARCH_FROM && (
        <Field label={text('popupSearch')} value={query} onInput={setQuery} />
      )}
      <ul class="stack">
        {found.slice(0, SHOWN_AT_MOST).map((profile) => (
          <ProfileCard
            key={profile.id}
            profile={profile}
            usedOn={(origin) => state.picks[origin] === profile.id}
            statusAt={(origin) => siteStatus(state, origin)}
            unsaved={state.drafts.includes(profile.id)}
            act={(command) => void act(command)}
            ask={ask}
            onDuplicate={() => void copy(profile)}
          />
        ))}
      </ul>
      {found.length > SHOWN_AT_MOST && (
        <p class="hint">{text('moreFound', String(found.length - SHOWN_AT_MOST))}</p>
      )}
    </section>
  );
}

/** @param isOnly - Whether it is the one thing that can be done here. */
function AddProfile({ isOnly = false }: { readonly isOnly?: boolean }) {
  return (
    <a class={isOnly ? 'button primary' : 'push button'} href="#/profile/new">
      {text('managerAdd')}
    </a>
  );
}

interface UnsavedDraftsProps {
  readonly state: OpenState;
  readonly onDiscard: (key: string) => void;
}

/** Unsaved forms that the list does not show: of a new profile, and of removed ones. */
function UnsavedDrafts({ state, onDiscard }: UnsavedDraftsProps) {
  const drafts = state.drafts.filter((key) => !state.profiles.some(({ id }) => id === key));
  return (
    <>
      {drafts.map((key) => (
        <div class="row notice" key={key}>
          <span id={`draft-${key}`}>
            {text(key === NEW_DRAFT ? 'managerUnsavedNew' : 'managerUnsavedRemoved')}
          </span>
          <a class="push" href={`#/profile/${key}`} aria-describedby={`draft-${key}`}>
            {text('managerContinue')}
          </a>
          <button type="button" aria-describedby={`draft-${key}`} onClick={() => onDiscard(key)}>
            {text('draftDiscard')}
          </button>
        </div>
      ))}
    </>
  );
}
