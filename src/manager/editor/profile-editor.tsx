/** A new profile, or a stored one. Secrets go in and never come back: a stored one is kept or replaced. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ProfileSummary } from '../../domain/app-state';
import type { SchemeSummary } from '../../domain/credential';
import { COLOURS, type Colour } from '../../domain/profile';
import { draftKeyOf, type ProfileDraft } from '../../domain/profile-draft';
import { requestSites } from '../../platform/site-permissions';
import { text } from '../../platform/texts';
import type { Ask, Send } from '../../protocol/messages';
import { failureText } from '../../ui/failure-text';
import { Field } from '../../ui/field';
import { Problem } from '../../ui/problem';
import { useSubmit } from '../../ui/use-submit';
import { AccessFieldset } from './access-fieldset';
import { compareProfiles, lostCredentials, madeAnew, rebased } from './compare-profiles';
import { EditConflict } from './edit-conflict';
import {
  draftOf,
  type Edited,
  type EditorDraft,
  type HeaderInput,
  newDraft,
  newHeader,
  newSite,
  originsOf,
  restored,
  sayTheSame,
  toKeptDraft,
  toPreviewDraft,
  toProfileDraft,
} from './editor-draft';
import { HeaderFieldset } from './header-fieldset';
import { PresetPicker } from './preset-picker';
import { Preview } from './preview';
import { RestoredNotice } from './restored-notice';
import { SitesFieldset } from './sites-fieldset';
import { useKeeping, useKeptDraft } from './use-kept-draft';

interface ProfileEditorProps {
  readonly schemes: readonly SchemeSummary[];
  readonly send: Send;
  readonly ask: Ask;
  readonly onDone: () => void;
  /** The site to begin with, for a new profile. */
  readonly site?: string | undefined;
  /** The profile to change; absent for a new one. */
  readonly profileId?: string;
  /** That profile as it is stored now; undefined once it was removed. */
  readonly stored?: ProfileSummary | undefined;
}

export function ProfileEditor(props: ProfileEditorProps) {
  const { ask, profileId, stored } = props;
  const answer = useKeptDraft(ask, draftKeyOf(profileId === undefined ? {} : { id: profileId }));
  const [wasThere] = useState(profileId === undefined || stored !== undefined);
  // Removed before it was opened, and its unsaved changes given up since.
  if (!answer || (!wasThere && !answer.kept)) return null;
  return <ProfileForm {...props} kept={answer.kept} />;
}

interface ProfileFormProps extends ProfileEditorProps {
  /** What was typed before this page was opened. */
  readonly kept: ProfileDraft | undefined;
}

function ProfileForm(props: ProfileFormProps) {
  const { schemes, send, ask, onDone, site, profileId, stored, kept } = props;
  const blankNow = () => (stored ? draftOf(stored) : newDraft(schemes[0], site));
  const [blank, setBlank] = useState(blankNow);
  const [draft, setDraft] = useState(() => (kept ? restored(kept, stored) : blank));
  // Not what another window has saved since: this would pass for an edit of that.
  const [edited, setEdited] = useState<Edited>({
    id: profileId,
    revision: kept?.revision ?? stored?.revision ?? 0,
  });
  const [isRestored, setIsRestored] = useState(kept !== undefined);
  const change = (part: Partial<EditorDraft>) => setDraft((before) => ({ ...before, ...part }));
  const changeHeader = (key: string, part: Partial<HeaderInput>) =>
    setDraft((before) => ({
      ...before,
      headers: before.headers.map((each) => (each.key === key ? { ...each, ...part } : each)),
    }));

  const isRemoved = profileId !== undefined && !stored;
  const isNew = profileId === undefined || (isRemoved && edited.revision === 0);
  const isUntouched = !isRemoved && sayTheSame(draft, blank);
  const keeper = useKeeping({
    send,
    draft: toKeptDraft(draft, edited),
    untouched: isUntouched,
    restored: kept !== undefined,
  });

  // What the next submit saves: other than what is drawn where a conflict has just been decided.
  const toSave = useRef({ draft, edited });
  toSave.current = { draft, edited };
  const isSaving = useRef(false);
  const { form, onSubmit, busy, failure, unplaced } = useSubmit(async () => {
    const { draft, edited } = toSave.current;
    keeper.rest();
    isSaving.current = true;
    const saved = send({
      type: 'profile/save',
      profile: toProfileDraft(draft, edited),
      pick: draft.pick,
    });
    // In the very tick of the submit, and not after an await: browsers ask only in a gesture.
    // Nobody waits for the answer: the profile is saved either way, and the list says what is
    // allowed.
    const origins = originsOf(draft);
    if (origins.length > 0) void requestSites(origins);
    const reply = await saved;
    if (!reply.ok) {
      isSaving.current = false;
      keeper.resume();
    }
    return reply;
  }, onDone);

  // The state with what is just being saved may be here before the form has gone.
  const isOwn = isSaving.current && stored?.revision === edited.revision + 1;
  const isBehind = stored !== undefined && stored.revision !== edited.revision && !isOwn;
  const isConflict = isRemoved || isBehind;
  const lost = isConflict ? lostCredentials(draft, stored) : [];
  const takeTheirs = () => {
    setBlank(blankNow);
    setDraft(blankNow);
    setEdited({ id: profileId, revision: stored?.revision ?? 0 });
    setIsRestored(false);
  };
  const giveUp = () => {
    keeper.giveUp();
    onDone();
  };
  const saveMine = () => {
    const mine = stored ? rebased(draft, stored, schemes) : madeAnew(draft, schemes);
    const next = { draft: mine, edited: { id: profileId, revision: stored?.revision ?? 0 } };
    toSave.current = next;
    setDraft(next.draft);
    setEdited(next.edited);
    form.current?.requestSubmit();
  };
  // Where nothing would be lost, nobody has to decide.
  const isTheirs = isBehind && (isUntouched || compareProfiles(stored, draft).length === 0);
  useEffect(() => {
    if (isTheirs) takeTheirs();
  }, [isTheirs]);

  const failureAt = (field: string | RegExp) => {
    const at = failure?.field ?? '';
    const fits = typeof field === 'string' ? at === field : field.test(at);
    return fits ? failure : undefined;
  };
  const problemOf = (field: string | RegExp) => {
    const at = failureAt(field);
    return at && failureText(at);
  };
  const isRefusedForIt = failure?.code === 'profile-stale' || failure?.code === 'profile-unknown';
  const usesHttp = [draft.callers, ...draft.sites.map(({ url }) => url)].some((typed) =>
    /\bhttp:/i.test(typed),
  );

  return (
    <div class="editor">
      {isConflict && !isTheirs && (
        <EditConflict
          there={stored}
          here={draft}
          lost={lost}
          urgent={isRefusedForIt}
          onSaveMine={saveMine}
          onTakeTheirs={isRemoved ? giveUp : takeTheirs}
        />
      )}
      <form class="stack narrow" ref={form} onSubmit={onSubmit}>
        <h1>{text(isNew ? 'formNewTitle' : 'formEditTitle')}</h1>
        {isRestored && !isRemoved && (
          <RestoredNotice
            draft={draft}
            site={site}
            onAddSite={(url) => change({ sites: withSite(draft.sites, url) })}
            onDiscard={takeTheirs}
          />
        )}
        {profileId === undefined && <PresetPicker schemes={schemes} onChoose={change} />}
        <Field
          label={text('formName')}
          value={draft.name}
          onInput={(name) => change({ name })}
          hint={text('formNameHint')}
          problem={problemOf('name')}
          focused
        />
        <ColourChoice colour={draft.colour} onChange={(colour) => change({ colour })} />
        <Field
          label={text('formNote')}
          value={draft.note}
          onInput={(note) => change({ note })}
          problem={problemOf('note')}
        />
        <SitesFieldset
          sites={draft.sites}
          onChange={(sites) => change({ sites })}
          problemOf={(index, field) => problemOf(`sites.${index}.${field}`)}
        />
        <fieldset class="stack">
          <legend>{text('formWhat')}</legend>
          {draft.headers.map((header, index) => (
            <HeaderFieldset
              key={header.key}
              schemes={schemes}
              header={header}
              lost={lost.includes(header)}
              onChange={(part) => changeHeader(header.key, part)}
              onRemove={
                draft.headers.length > 1
                  ? () => change({ headers: draft.headers.filter((each) => each !== header) })
                  : undefined
              }
              ask={ask}
              failureAt={(field) => failureAt(within(`headers.${index}.`, field))}
            />
          ))}
          <button
            class="quiet"
            type="button"
            onClick={() => change({ headers: [...draft.headers, newHeader(schemes[0])] })}
          >
            {text('formAddHeader')}
          </button>
        </fieldset>
        <AccessFieldset
          draft={draft}
          onChange={change}
          callersProblem={problemOf(/^callers\./)}
          offersHttp={usesHttp || draft.allowHttp}
        />
        {isNew && (
          <label class="check">
            <input
              type="checkbox"
              autocomplete="off"
              checked={draft.pick}
              onChange={({ currentTarget }) => change({ pick: currentTarget.checked })}
            />
            {text('formUse')}
          </label>
        )}
        {failure && unplaced && (isConflict || !isRefusedForIt) && (
          <Problem>{failureText(failure)}</Problem>
        )}
        <p class="hint">{text('formSaveHint')}</p>
        <div class="row">
          <button class="primary" type="submit" aria-disabled={busy}>
            {text(busy ? 'formSaving' : 'formSave')}
          </button>
          <button type="button" onClick={giveUp}>
            {text('cancel')}
          </button>
        </div>
      </form>
      <Preview draft={toPreviewDraft(draft)} ask={ask} />
    </div>
  );
}

/** In the place of one that is empty still, or as another. */
function withSite(sites: EditorDraft['sites'], url: string): EditorDraft['sites'] {
  const isEmpty = (each: EditorDraft['sites'][number]) => each.url === '' && each.path === '';
  return [...sites.filter((each) => !isEmpty(each)), newSite(url)];
}

/** A field of a header as the background names it: `headers.1.paths.0.path`. */
function within(place: string, field: string | RegExp): string | RegExp {
  if (typeof field === 'string') return place + field;
  return new RegExp(`^${place.replaceAll('.', '\\.')}${field.source.replace(/^\^/, '')}`);
}

interface ColourChoiceProps {
  readonly colour: Colour;
  readonly onChange: (colour: Colour) => void;
}

function ColourChoice({ colour, onChange }: ColourChoiceProps) {
  return (
    <fieldset>
      <legend>{text('formColour')}</legend>
      <div class="row">
        {COLOURS.map((each) => (
          <label class="check" key={each}>
            <input
              type="radio"
              name="colour"
              autocomplete="off"
              checked={each === colour}
              onChange={() => onChange(each)}
            />
            <span class={`dot ${each}`} aria-hidden="true" />
            {text(`colour_${each}`)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
