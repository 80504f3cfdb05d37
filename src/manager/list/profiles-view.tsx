/** The page of all profiles: the list, and the forms that are not saved yet. */
import { useRef, useState } from 'preact/hooks';
import type { OpenState, ProfileSummary } from '../../domain/app-state';
import type { Failure } from '../../domain/errors';
import { NEW_DRAFT } from '../../domain/profile-draft';
import { text } from '../../platform/texts';
import type { Ask, Command, Send } from '../../protocol/messages';
import { duplicate } from '../../ui/duplicate';
import { failureText } from '../../ui/failure-text';
import { Heading } from '../../ui/heading';
import { Problem } from '../../ui/problem';
import { verdictText } from '../../ui/verdict-text';
import { IMPORT_HASH } from '../route';
import type { Saved } from '../use-saved';
import { ProfileList } from './profile-list';
import './list.css';

interface ProfilesViewProps {
  readonly state: OpenState;
  readonly send: Send;
  readonly ask: Ask;
  /** The profile that the user has saved just now. */
  readonly saved?: Pick<Saved, 'name' | 'origins'> | undefined;
}

export function ProfilesView({ state, send, ask, saved }: ProfilesViewProps) {
  const [failure, setFailure] = useState<Failure>();
  const [savedId] = useState(() => saved && savedIn(state, saved)?.id);
  const view = useRef<HTMLElement>(null);
  const act = async (command: Command) => {
    const reply = await send(command);
    setFailure(reply.ok ? undefined : reply.failure);
    return reply.ok;
  };
  const copy = async (profile: ProfileSummary) =>
    setFailure(await duplicate(send, profile, (hash) => (location.hash = hash)));
  const isEmpty = state.profiles.length === 0;

  return (
    <section class="stack" ref={view}>
      <div class="row">
        <Heading>{text('managerTitle')}</Heading>
        {state.binCount > 0 && (
          <a class="push" href="#/bin">
            {text('listBin', String(state.binCount))}
          </a>
        )}
        {!isEmpty && (
          <>
            <a class={state.binCount === 0 ? 'push' : undefined} href={IMPORT_HASH}>
              {text('importOpen')}
            </a>
            <AddProfile />
          </>
        )}
      </div>
      {state.settings.paused && <p class="notice">{verdictText({ cause: 'paused' })}</p>}
      <UnsavedDrafts state={state} onDiscard={(key) => void act({ type: 'draft/discard', key })} />
      {failure && <Problem>{failureText(failure)}</Problem>}
      {isEmpty ? (
        <>
          <p class="hint">{text('managerEmpty')}</p>
          <div class="row">
            <AddProfile isOnly />
            <a class="button" href={IMPORT_HASH}>
              {text('importOpen')}
            </a>
          </div>
        </>
      ) : (
        <ProfileList
          state={state}
          ask={ask}
          savedId={savedId}
          act={act}
          onDuplicate={(profile) => void copy(profile)}
          focusHeading={() => view.current?.querySelector('h1')?.focus()}
        />
      )}
    </section>
  );
}

/** A save tells neither page the id of a new profile; the latest with these words is the one. */
function savedIn({ profiles }: OpenState, { name, origins }: Pick<Saved, 'name' | 'origins'>) {
  return profiles.findLast(
    (profile) =>
      profile.name === name.trim() && profile.sites.every(({ origin }) => origins.includes(origin)),
  );
}

interface AddProfileProps {
  /** Whether it is the one thing that can be done here. */
  readonly isOnly?: boolean;
}

function AddProfile({ isOnly = false }: AddProfileProps) {
  return (
    <a class={isOnly ? 'button primary' : 'button'} href="#/profile/new">
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
