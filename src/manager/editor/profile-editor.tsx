/** The form of a profile. No page gets a stored secret back: the user keeps or replaces it. */
import { useState } from 'preact/hooks';
import type { ProfileSummary } from '../../domain/app-state';
import type { SchemeSummary } from '../../domain/credential';
import type { PasskeyRequest } from '../../domain/passkey';
import type { Colour } from '../../domain/profile';
import { draftKeyOf, type ProfileDraft } from '../../domain/profile-draft';
import { text } from '../../platform/texts';
import type { Ask, Send } from '../../protocol/messages';
import { failureText } from '../../ui/failure-text';
import { Field } from '../../ui/field';
import { GetToken } from '../../ui/get-token';
import { Problem } from '../../ui/problem';
import { remediesBy } from '../activity/remedies';
import { AccessFieldset } from './access-fieldset';
import { ColourChoice } from './colour-choice';
import { ConfirmDialog } from './confirm-dialog';
import { EditConflict } from './edit-conflict';
import { type EditorDraft, newSite } from './editor-draft';
import { HeadersFieldset } from './headers-fieldset';
import { PresetPicker } from './preset-picker';
import { Preview } from './preview';
import { RestoredNotice } from './restored-notice';
import { RotationFieldset } from './rotation-fieldset';
import { SitesFieldset } from './sites-fieldset';
import { TestStored } from './test-stored';
import { toPreviewDraft } from './to-profile-draft';
import { addressToAsk } from './typed-places';
import { useProfileEdit } from './use-profile-edit';
import { useSavedDraft } from './use-saved-draft';

interface ProfileEditorProps {
  readonly schemes: readonly SchemeSummary[];
  readonly passkeyRequests: readonly PasskeyRequest[];
  readonly send: Send;
  readonly ask: Ask;
  readonly onDone: () => void;
  /** The first site of a new profile. */
  readonly site?: string | undefined;
  /** Its colour, until the user chooses another. */
  readonly colour?: Colour;
  /** The profile to change; absent for a new one. */
  readonly profileId?: string;
  /** The profile as stored now; undefined for a new or removed one. */
  readonly stored?: ProfileSummary | undefined;
}

export function ProfileEditor(props: ProfileEditorProps) {
  const { ask, profileId, stored } = props;
  const answer = useSavedDraft(ask, draftKeyOf(profileId === undefined ? {} : { id: profileId }));
  const [wasThere] = useState(profileId === undefined || stored !== undefined);
  // The profile was removed before this page opened, and its draft was discarded later.
  if (!answer || (!wasThere && !answer.savedDraft)) return null;
  return <ProfileForm {...props} savedDraft={answer.savedDraft} />;
}

interface ProfileFormProps extends ProfileEditorProps {
  /** The unsaved form from before this page was opened. */
  readonly savedDraft: ProfileDraft | undefined;
}

function ProfileForm(props: ProfileFormProps) {
  const { schemes, passkeyRequests, send, ask, site, profileId, stored } = props;
  const edit = useProfileEdit(props);
  const { draft, change, changeHeaders, submission, isNew, isRemoved, isConflict, lost } = edit;
  const { form, onSubmit, busy, failure, unplaced } = submission;

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
      {isConflict && (
        <EditConflict
          there={stored}
          here={draft}
          lost={lost}
          urgent={isRefusedForIt}
          onSaveMine={edit.saveMine}
          onTakeTheirs={isRemoved ? edit.giveUp : edit.takeTheirs}
        />
      )}
      <form class="stack narrow" ref={form} onSubmit={onSubmit}>
        <h1>{text(isNew ? 'formNewTitle' : 'formEditTitle')}</h1>
        {edit.isRestored && (
          <RestoredNotice
            draft={draft}
            site={site}
            onAddSite={(url) => change({ sites: withSite(draft.sites, url) })}
            onDiscard={edit.takeTheirs}
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
        <HeadersFieldset
          schemes={schemes}
          headers={draft.headers}
          lost={lost}
          onChange={changeHeaders}
          ask={ask}
          address={addressToAsk(draft.sites)}
          failureAt={failureAt}
        />
        <AccessFieldset
          draft={draft}
          onChange={change}
          callersProblem={problemOf(/^callers\./)}
          offersHttp={usesHttp || draft.allowHttp}
        />
        <RotationFieldset
          days={draft.rotateEveryDays}
          onChange={(rotateEveryDays) => change({ rotateEveryDays })}
          problem={problemOf('rotateEveryDays')}
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
          <button type="button" onClick={edit.giveUp}>
            {text('cancel')}
          </button>
        </div>
      </form>
      {edit.isAsking && (
        <ConfirmDialog
          passkeyRequests={passkeyRequests}
          send={send}
          onConfirmed={edit.saveConfirmed}
          onClose={edit.stopAsking}
        />
      )}
      <div class="beside stack">
        <Preview draft={toPreviewDraft(draft)} ask={ask} />
        {stored && (
          <>
            <GetToken headers={stored.headers} onGetToken={remediesBy(send).onGetToken} />
            <TestStored profile={stored} ask={ask} send={send} />
          </>
        )}
      </div>
    </div>
  );
}

/** Replaces empty entries by the site, or adds it. */
function withSite(sites: EditorDraft['sites'], url: string): EditorDraft['sites'] {
  const isEmpty = (each: EditorDraft['sites'][number]) => each.url === '' && each.path === '';
  return [...sites.filter((each) => !isEmpty(each)), newSite(url)];
}
