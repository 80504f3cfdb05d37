/**
 * An edit of a profile, from what it begins with to its last save: what is typed, what that is an
 * edit of, and what another window may have made of the profile meanwhile.
 */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ProfileSummary } from '../../domain/app-state';
import type { SchemeSummary } from '../../domain/credential';
import type { ProfileDraft } from '../../domain/profile-draft';
import { requestSites } from '../../platform/site-permissions';
import type { Send } from '../../protocol/messages';
import { useSubmit } from '../../ui/use-submit';
import { compareProfiles, lostCredentials, madeAnew, rebased } from './compare-profiles';
import { draftOf, type Edited, type EditorDraft, newDraft, restored } from './editor-draft';
import { isSameContent, toKeptDraft, toProfileDraft } from './to-profile-draft';
import { originsOf } from './typed-places';
import { useKeeping } from './use-saved-draft';

interface ProfileEdit {
  readonly schemes: readonly SchemeSummary[];
  readonly send: Send;
  readonly onDone: () => void;
  /** The site to begin with, for a new profile. */
  readonly site?: string | undefined;
  /** The profile to change; absent for a new one. */
  readonly profileId?: string;
  /** That profile as it is stored now; undefined once it was removed. */
  readonly stored?: ProfileSummary | undefined;
  /** What was typed before this page was opened. */
  readonly savedDraft: ProfileDraft | undefined;
}

export function useProfileEdit(edit: ProfileEdit) {
  const { schemes, send, onDone, site, profileId, stored, savedDraft } = edit;
  const blankNow = () => (stored ? draftOf(stored) : newDraft(schemes[0], site));
  const [blank, setBlank] = useState(blankNow);
  const [draft, setDraft] = useState(() => (savedDraft ? restored(savedDraft, stored) : blank));
  // Not what another window has saved since: this would pass for an edit of that.
  const [edited, setEdited] = useState<Edited>({
    id: profileId,
    revision: savedDraft?.revision ?? stored?.revision ?? 0,
  });
  const [isRestored, setIsRestored] = useState(savedDraft !== undefined);

  const isRemoved = profileId !== undefined && !stored;
  const isUntouched = !isRemoved && isSameContent(draft, blank);
  const keeper = useKeeping({
    send,
    draft: toKeptDraft(draft, edited),
    untouched: isUntouched,
    restored: savedDraft !== undefined,
  });

  // What the next submit saves: other than what is drawn where a conflict has just been decided.
  const toSave = useRef({ draft, edited });
  toSave.current = { draft, edited };
  const isSaving = useRef(false);
  const submission = useSubmit(async () => {
    const { draft, edited } = toSave.current;
    keeper.rest();
    isSaving.current = true;
    const profile = toProfileDraft(draft, edited);
    const saved = send({ type: 'profile/save', profile, pick: draft.pick });
    // In the very tick of the submit, and not after an await: browsers ask only in a gesture.
    // Nobody waits for the answer: the profile is saved either way, and the list says what is
    // allowed.
    const origins = originsOf(draft, schemes);
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
  // Where nothing would be lost, nobody has to decide.
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
    change: (part: Partial<EditorDraft>) => setDraft((before) => ({ ...before, ...part })),
    changeHeaders: (change: (before: EditorDraft['headers']) => EditorDraft['headers']) =>
      setDraft((before) => ({ ...before, headers: change(before.headers) })),
    submission,
    /** Whether saving makes a profile that is not stored now. */
    isNew: profileId === undefined || (isRemoved && edited.revision === 0),
    isRemoved,
    /** Whether the form shows what was typed before this page was opened. */
    isRestored: isRestored && !isRemoved,
    /** Whether the user has to decide between this edit and what another window has saved. */
    isConflict: (isRemoved || isBehind) && !isTheirs,
    /** The headers whose credential has to be typed again. */
    lost: isRemoved || isBehind ? lostCredentials(draft, stored) : [],
    takeTheirs,
    giveUp() {
      keeper.giveUp();
      onDone();
    },
    /** This edit on top of what the other window has saved. */
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
