/** The form of a profile. No page gets a stored secret back: the user keeps or replaces it. */
import { useLayoutEffect, useState } from 'preact/hooks';
import type { ProfileSummary } from '../../domain/app-state';
import type { SchemeSummary } from '../../domain/credential';
import type { PasskeyRequest } from '../../domain/passkey';
import type { Colour } from '../../domain/profile';
import { draftKeyOf, type ProfileDraft } from '../../domain/profile-draft';
import { text } from '../../platform/texts';
import type { Ask, Send } from '../../protocol/messages';
import { failureText } from '../../ui/failure-text';
import { GetToken } from '../../ui/get-token';
import { Problem } from '../../ui/problem';
import { remediesBy } from '../activity/remedies';
import { ConfirmDialog } from './confirm-dialog';
import { CopyNotice } from './copy-notice';
import { EditConflict } from './edit-conflict';
import { type Change, changed, type EditorDraft, newSite, type SiteInput } from './editor-draft';
import { focusFirst, focusFirstEmpty } from './first-field';
import { HeadersFieldset } from './headers-fieldset';
import { HttpOptIn } from './http-opt-in';
import { NameField } from './name-field';
import { PresetPicker } from './preset-picker';
import { Preview } from './preview';
import { ProfileOptions } from './profile-options';
import { RestoredNotice } from './restored-notice';
import { SaveBar } from './save-bar';
import { SiteField } from './site-field';
import { nameOf } from './suggested-name';
import { TestStored } from './test-stored';
import { toPreviewDraft } from './to-profile-draft';
import { addressToAsk, validSites } from './typed-places';
import { type SavedProfile, useProfileEdit } from './use-profile-edit';
import { useSavedDraft } from './use-saved-draft';

interface ProfileEditorProps {
  readonly schemes: readonly SchemeSummary[];
  readonly passkeyRequests: readonly PasskeyRequest[];
  readonly readOnly: boolean;
  readonly send: Send;
  readonly ask: Ask;
  readonly onDone: (saved?: SavedProfile) => void;
  /** The first site of a new profile. */
  readonly site?: string | undefined;
  /** Its colour, until the user chooses another. */
  readonly colour?: Colour;
  /** The profile to change; absent for a new one. */
  readonly profileId?: string;
  /** The profile as stored now; undefined for a new or removed one. */
  readonly stored?: ProfileSummary | undefined;
  /** The name of the profile that it is an unchanged copy of. */
  readonly original?: string | undefined;
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
  const { schemes, passkeyRequests, send, ask, site, profileId, stored, original } = props;
  const edit = useProfileEdit(props);
  const { draft, change, changeHeaders, submission, isNew, isRemoved, isConflict, lost } = edit;
  const { form, onSubmit, busy, failure, unplaced } = submission;
  const [filled, setFilled] = useState(0);
  useLayoutEffect(() => {
    if (profileId === undefined) focusFirstEmpty(form.current);
    else focusFirst(form.current);
  }, [filled]);

  const isAt = (field: string | RegExp) => {
    const at = failure?.field ?? '';
    return typeof field === 'string' ? at === field : field.test(at);
  };
  const isHttpRefused = failure?.problem === 'site-http';
  const failureAt = (field: string | RegExp) =>
    isAt(field) && !(isHttpRefused && draft.allowHttp) ? failure : undefined;
  const problemOf = (field: string | RegExp) => {
    const at = failureAt(field);
    return at && failureText(at);
  };
  const optInAt = (field: string | RegExp) =>
    isHttpRefused && isAt(field) && <HttpOptIn allowHttp={draft.allowHttp} onChange={change} />;
  const isRefusedForIt = failure?.code === 'profile-stale' || failure?.code === 'profile-unknown';
  const [first] = draft.sites;
  const changeFirst = (how: Change<SiteInput>) =>
    change(({ sites }) => ({
      sites: sites.map((each) => (each.key === first?.key ? changed(each, how) : each)),
    }));

  return (
    <div class="editor">
      {isConflict && (
        <EditConflict
          there={stored}
          here={draft}
          lost={lost}
          urgent={isRefusedForIt}
          onSaveMine={edit.saveMine}
          onTakeTheirs={isRemoved ? edit.giveUp : edit.discard}
        />
      )}
      <form ref={form} onSubmit={onSubmit}>
        <div class="stack narrow">
          <h1>{text(isNew ? 'formNewTitle' : 'formEditTitle')}</h1>
          {stored && original !== undefined && (
            <CopyNotice original={original} headers={stored.headers} />
          )}
          {edit.isRestored && (
            <RestoredNotice
              draft={draft}
              readOnly={props.readOnly}
              site={site}
              onAddSite={(url) => change(({ sites }) => ({ sites: withSite(sites, url) }))}
              onDiscard={edit.discard}
            />
          )}
          {profileId === undefined && (
            <PresetPicker
              schemes={schemes}
              draft={draft}
              onChange={change}
              onFilled={() => setFilled(filled + 1)}
            />
          )}
          <HeadersFieldset
            schemes={schemes}
            headers={draft.headers}
            lost={lost}
            onChange={changeHeaders}
            ask={ask}
            address={addressToAsk(draft.sites)}
            sites={validSites(draft.sites)}
            failureAt={failureAt}
          />
          <div class="stack need">
            {first && (
              <SiteField
                key={first.key}
                site={first}
                onChange={changeFirst}
                problem={problemOf('sites.0.site')}
                optIn={optInAt('sites.0.site')}
              />
            )}
            <NameField
              name={nameOf(draft)}
              isSuggested={!draft.isNamed}
              onInput={(name) => change({ name, isNamed: true })}
              problem={problemOf('name')}
            />
          </div>
          <ProfileOptions
            schemes={schemes}
            draft={draft}
            isNew={isNew}
            onChange={change}
            onHeaders={changeHeaders}
            failureAt={failureAt}
            optInAt={optInAt}
            showsHttp={draft.allowHttp && !isHttpRefused}
          />
          <p class="hint">{text('formSaveHint')}</p>
        </div>
        <SaveBar busy={busy} onCancel={edit.giveUp}>
          {failure && unplaced && (isConflict || !isRefusedForIt) && (
            <Problem>{failureText(failure)}</Problem>
          )}
        </SaveBar>
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
  return [...sites.filter((each) => !isEmpty(each)), { ...newSite(url), isKnown: true }];
}
