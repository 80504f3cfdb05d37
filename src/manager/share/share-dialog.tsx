/** Saves the selected profiles as a file for others, without their secrets. */
import { useEffect, useState } from 'preact/hooks';
import type { ProfileSummary } from '../../domain/app-state';
import type { MadeShare, OpenPart, UnmadeShare } from '../../domain/share';
import { text } from '../../platform/texts';
import type { Ask } from '../../protocol/messages';
import { Problem } from '../../ui/problem';
import { useSubmit } from '../../ui/use-submit';
import { saveFile } from '../save-file';
import { Switch } from '../switch';
import { FormDialog } from '../views/form-dialog';
import './share.css';

interface ShareDialogProps {
  /** At least one. */
  readonly profiles: readonly ProfileSummary[];
  readonly ask: Ask;
  readonly onClose: () => void;
}

export function ShareDialog({ profiles, ask, onClose }: ShareDialogProps) {
  const [notes, setNotes] = useState(false);
  const [savedAs, setSavedAs] = useState<string>();
  const answer = useMadeShare(profiles, notes, ask);
  const refused = answer && 'secretIn' in answer ? answer : undefined;
  const made = answer && 'text' in answer ? answer : undefined;
  const submission = useSubmit(async () => {
    if (!made) return undefined;
    const name = `keybearer-share-${new Date().toISOString().slice(0, 10)}.json`;
    saveFile(name, made.text);
    setSavedAs(name);
    return { ok: true };
  });
  return (
    <FormDialog
      title={titleOf(profiles)}
      submission={submission}
      confirm={text('shareSave')}
      cancel={savedAs === undefined ? undefined : text('close')}
      tone={savedAs === undefined ? 'primary' : 'plain'}
      onClose={onClose}
    >
      <p>{text('shareMeaning')}</p>
      {profiles.some(({ note }) => note !== '') && (
        <Switch label="shareNotes" hint="shareNotesHint" checked={notes} onChange={setNotes} />
      )}
      {answer === null && <Problem>{text('shareGone')}</Problem>}
      {refused && <Problem>{text(SECRET_IN[refused.secretIn], refused.name)}</Problem>}
      {made && (
        <>
          <details>
            <summary>{text('shareContent')}</summary>
            {/* A field, so that the keyboard reaches and scrolls it. */}
            <textarea
              class="place shared-text"
              aria-label={text('shareContent')}
              readOnly
              rows={12}
              autocomplete="off"
              spellcheck={false}
              value={made.text}
            />
          </details>
          <div>
            <p class="fingerprint">{text('shareFingerprint', made.fingerprint)}</p>
            <p class="hint">{text('shareFingerprintHint')}</p>
          </div>
        </>
      )}
      <output class="positive">{savedAs && text('shareSaved', savedAs)}</output>
    </FormDialog>
  );
}

const SECRET_IN = {
  name: 'shareSecretInName',
  note: 'shareSecretInNote',
  site: 'shareSecretInSite',
  path: 'shareSecretInPath',
  caller: 'shareSecretInCaller',
} as const satisfies Record<OpenPart, string>;

function titleOf(profiles: readonly ProfileSummary[]): string {
  const [first] = profiles;
  return first && profiles.length === 1
    ? text('shareTitleOne', first.name)
    : text('shareTitleMany', String(profiles.length));
}

/** @returns undefined until the background has answered; null if the profiles are gone. */
function useMadeShare(profiles: readonly ProfileSummary[], notes: boolean, ask: Ask) {
  const [made, setMade] = useState<MadeShare | UnmadeShare | null>();
  useEffect(() => {
    let isOld = false;
    setMade(undefined);
    const profileIds = profiles.map(({ id }) => id);
    void ask({ type: 'share/make', profileIds, notes }).then((answer) => {
      if (!isOld) setMade(answer ?? null);
    });
    return () => {
      isOld = true;
    };
  }, [notes]);
  return made;
}
