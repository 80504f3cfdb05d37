/**
 * One edit of a profile, from its start to its save: the draft, the revision that it edits, and the
 * conflict with another window that saves the same profile.
 */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ProfileSummary } from '../../domain/app-state';
import type { SchemeSummary } from '../../domain/credential';
import type { Colour } from '../../domain/profile';
import type { ProfileDraft } from '../../domain/profile-draft';
import type { Origin } from '../../domain/site';
import { requestSites } from '../../platform/site-permissions';
import type { Send } from '../../protocol/messages';
import { useSubmit } from '../../ui/use-submit';
import { compareProfiles, lostCredentials, madeAnew, rebased } from './compare-profiles';
import {
  type Change,
  changed,
  draftOf,
  type Edited,
  type EditorDraft,
  newDraft,
} from './editor-draft';
import { restored } from './restored-draft';
import { isSameContent, toProfileDraft, toSavedDraft } from './to-profile-draft';
import { originsOf } from './typed-places';
import { useKeeping } from './use-saved-draft';

/** A profile that was just saved; the user may not have answered the browser's prompt yet. */
export interface SavedProfile {
  readonly name: string;
  /** If several were saved at once: the number of them. `name` is that of the first. */
  readonly count?: number;
  /** The browser is asked for these. */
  readonly origins: readonly Origin[];
  readonly isAllowed: Promise<boolean>;
}

interface ProfileEdit {
  readonly schemes: readonly SchemeSummary[];
  readonly send: Send;
  /** Called with nothing if the user gives up the edit. */
  readonly onDone: (saved?: SavedProfile) => void;
  /** The first site of a new profile. */
  readonly site?: string | undefined;
  /** Its colour. */
  readonly colour?: Colour;
  /** The profile to change; absent for a new one. */
  readonly profileId?: string;
  /** The profile as stored now; undefined for a new or removed one. */
  readonly stored?: ProfileSummary | undefined;
  /** The unsaved form from before this page was opened. */
  readonly savedDraft: ProfileDraft | undefined;
}

export function useProfileEdit(edit: ProfileEdit) {
  const { schemes, send, onDone, site, colour, profileId, stored, savedDraft } = edit;
  const blankNow = () => (stored ? draftOf(stored) : newDraft(schemes[0], site, colour));
  const [blank, setBlank] = useState(blankNow);
  const [draft, setDraft] = useState(() => (savedDraft ? restored(savedDraft, stored) : blank));
  // Not the revision that another window has saved since, which this edit does not know.
  const [edited, setEdited] = useState<Edited>({
    id: profileId,
    revision: savedDraft?.revision ?? stored?.revision ?? 0,
  });
  const [isAsking, setIsAsking] = useState(false);
  const [isRestored, setIsRestored] = useState(savedDraft !== undefined);

  const isRemoved = profileId !== undefined && !stored;
  const isUntouched = !isRemoved && isSameContent(draft, blank, schemes);
  const keeper = useKeeping({
    send,
    draft: toSavedDraft(draft, edited, schemes),
    untouched: isUntouched,
    restored: savedDraft !== undefined,
  });

  // The next submit saves this: after a conflict it is newer than the draft on the screen.
  const toSave = useRef({ draft, edited });
  toSave.current = { draft, edited };
  const isSaving = useRef(false);
  const result = useRef<SavedProfile | undefined>(undefined);
  const submission = useSubmit(
    async () => {
      const { draft, edited } = toSave.current;
      keeper.rest();
      isSaving.current = true;
      const profile = toProfileDraft(draft, edited, schemes);
      const saved = send({ type: 'profile/save', profile, pick: draft.pick });
      // In the tick of the submit, not after an await: browsers ask for a permission only then. The
      // profile is saved with either answer; the list shows which sites are allowed.
      const origins = originsOf(draft, schemes);
      const isAllowed = origins.length > 0 ? requestSites(origins) : Promise.resolve(true);
      result.current = { name: profile.name, origins, isAllowed };
      const reply = await saved;
      if (!reply.ok) {
        setIsAsking(reply.failure.code === 'confirmation-needed');
        isSaving.current = false;
        keeper.resume();
      }
      return reply;
    },
    () => onDone(result.current),
  );

  // The state after this form's own save may arrive before the form has gone.
  const isOwn = isSaving.current && stored?.revision === edited.revision + 1;
  const isBehind = stored !== undefined && stored.revision !== edited.revision && !isOwn;
  // Without a difference there is nothing to decide.
  const isTheirs = isBehind && (isUntouched || compareProfiles(stored, draft).length === 0);
  const takeTheirs = () => {
    setBlank(blankNow);
    setDraft(blankNow);
    setEdited({ id: profileId, revision: stored?.revision ?? 0 });
    setIsRestored(false);
  };
  useEffect(() => {
    if (isTheirs) takeTheirs();
  }, [isTheirs]);

  return {
    draft,
    change: (part: Change<EditorDraft>) => setDraft((before) => changed(before, part)),
    changeHeaders: (change: (before: EditorDraft['headers']) => EditorDraft['headers']) =>
      setDraft((before) => ({ ...before, headers: change(before.headers) })),
    submission,
    /** True if saving creates a profile. */
    isNew: profileId === undefined || (isRemoved && edited.revision === 0),
    isRemoved,
    /** True if the form shows the saved draft. */
    isRestored: isRestored && !isRemoved,
    /** True if the user has to choose between this edit and the one of another window. */
    isConflict: (isRemoved || isBehind) && !isTheirs,
    /** The headers whose credential the user has to type again. */
    lost: isRemoved || isBehind ? lostCredentials(draft, stored) : [],
    /** Shows the stored profile instead, or an empty form. */
    discard() {
      keeper.discard();
      takeTheirs();
    },
    /** True if the user has to confirm that a stored key may go further. */
    isAsking,
    stopAsking: () => setIsAsking(false),
    saveConfirmed() {
      setIsAsking(false);
      submission.form.current?.requestSubmit();
    },
    giveUp() {
      keeper.giveUp();
      onDone();
    },
    /** Saves this edit on top of the other window's. */
    saveMine() {
      const mine = stored ? rebased(draft, stored, schemes) : madeAnew(draft, schemes);
      const next = { draft: mine, edited: { id: profileId, revision: stored?.revision ?? 0 } };
      toSave.current = next;
      setDraft(next.draft);
      setEdited(next.edited);
      submission.form.current?.requestSubmit();
    },
  };
}
