/** Shows what a backup holds before anything changes, and the choice between merge and replace. */
import { useId, useRef, useState } from 'preact/hooks';
import type { OpenState } from '../../domain/app-state';
import { requestSites } from '../../platform/site-permissions';
import { text } from '../../platform/texts';
import type { Send } from '../../protocol/messages';
import { failureText } from '../../ui/failure-text';
import { Problem } from '../../ui/problem';
import { useSubmit } from '../../ui/use-submit';
import type { SavedProfile } from '../editor/use-profile-edit';
import { BackedUpProfileLine } from './backed-up-profile';
import type { OpenedBackup } from './open-backup';
import { NO_PROOF, ProofFields, proofOf } from './proof-fields';
import { tightenedTexts } from './tightened-texts';

interface RestorePreviewProps {
  readonly state: Pick<OpenState, 'profiles' | 'passkeyRequests'>;
  readonly send: Send;
  readonly opened: OpenedBackup;
  readonly onDone: (saved: SavedProfile) => void;
  readonly onBack: () => void;
}

type Mode = 'merge' | 'replace';

export function RestorePreview({ state, send, opened, onDone, onBack }: RestorePreviewProps) {
  const { file, filePassphrase, preview, vaultPassphrase } = opened;
  const isEmpty = state.profiles.length === 0;
  const [mode, setMode] = useState<Mode>(isEmpty ? 'replace' : 'merge');
  const [proof, setProof] = useState(NO_PROOF);
  const result = useRef<SavedProfile>(undefined);
  const usable = preview.profiles.filter(({ refused }) => !refused);
  const added = mode === 'replace' ? usable : usable.filter(({ isThere }) => !isThere);
  const { form, onSubmit, busy, failure, unplaced } = useSubmit(
    async () => {
      const given =
        vaultPassphrase === undefined ? proofOf(proof) : { passphrase: vaultPassphrase };
      const how = mode === 'replace' ? ({ mode, proof: given } as const) : ({ mode } as const);
      const restored = send({ type: 'backup/restore', file, filePassphrase, how });
      // In the tick of the submit: browsers ask for a permission only then.
      const { origins } = preview;
      const isAllowed = origins.length > 0 ? requestSites(origins) : Promise.resolve(true);
      const [first] = added;
      result.current = { name: first?.name ?? '', count: added.length, origins, isAllowed };
      return restored;
    },
    () => result.current && onDone(result.current),
  );

  return (
    <form class="stack" ref={form} onSubmit={onSubmit}>
      <p>{text('restoreBackupMade', timeText(preview.madeAt), String(preview.profiles.length))}</p>
      <ul class="backed-up">
        {preview.profiles.map((profile, index) => (
          <BackedUpProfileLine key={index} profile={profile} />
        ))}
      </ul>
      {tightenedTexts(preview.tightened).map((each) => (
        <p class="hint" key={each}>
          {each}
        </p>
      ))}
      {!isEmpty && (
        <Choice
          mode={mode}
          onMode={setMode}
          missing={usable.filter(({ isThere }) => !isThere).length}
          gone={Math.max(0, state.profiles.length - usable.filter(({ isThere }) => isThere).length)}
          picks={preview.picks}
        />
      )}
      {mode === 'replace' && vaultPassphrase === undefined && (
        <ProofFields
          hint={text('restoreBackupProofHint')}
          requests={state.passkeyRequests}
          typed={proof}
          onChange={setProof}
          failure={failure}
        />
      )}
      <output class="unseen">{busy && text('restoring')}</output>
      {unplaced && failure && <Problem>{failureText(failure)}</Problem>}
      <div class="row">
        <button
          class={mode === 'replace' && !isEmpty ? 'danger' : 'primary'}
          type="submit"
          aria-disabled={busy}
        >
          {busy ? text('restoring') : submitText(mode, isEmpty)}
        </button>
        <button type="button" onClick={onBack}>
          {text('restoreBackupBack')}
        </button>
      </div>
    </form>
  );
}

function submitText(mode: Mode, isEmpty: boolean): string {
  if (isEmpty) return text('restore');
  return text(mode === 'merge' ? 'restoreBackupMerge' : 'restoreBackupReplace');
}

interface ChoiceProps {
  readonly mode: Mode;
  readonly onMode: (mode: Mode) => void;
  /** The number of profiles that are not there yet. */
  readonly missing: number;
  /** The number of stored profiles that the backup does not have. */
  readonly gone: number;
  readonly picks: number;
}

function Choice({ mode, onMode, missing, gone, picks }: ChoiceProps) {
  const id = useId();
  const options = [
    {
      value: 'merge',
      name: text('restoreBackupMerge'),
      hint:
        missing > 0
          ? text('restoreBackupMergeHint', String(missing))
          : text('restoreBackupMergeNone'),
    },
    {
      value: 'replace',
      name: text('restoreBackupReplace'),
      hint:
        gone > 0
          ? text('restoreBackupReplaceHint', String(gone), String(picks))
          : text('restoreBackupReplaceNone', String(picks)),
    },
  ] as const;
  return (
    <fieldset class="stack">
      <legend>{text('restoreBackupHow')}</legend>
      {options.map(({ value, name, hint }) => (
        <div key={value}>
          <label class="check">
            <input
              type="radio"
              name={id}
              autocomplete="off"
              aria-describedby={`${id}-${value}`}
              checked={mode === value}
              onChange={() => onMode(value)}
            />
            {name}
          </label>
          <p class="hint indented" id={`${id}-${value}`}>
            {hint}
          </p>
        </div>
      ))}
    </fieldset>
  );
}

/** @param time - Milliseconds since the Unix epoch. */
function timeText(time: number): string {
  const format = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
  return format.format(time);
}
