/** Saves the ticked rows in one commit, and asks the browser once for all their sites. */
import { useRef, useState } from 'preact/hooks';
import type { Failure } from '../../domain/errors';
import { requestSites } from '../../platform/site-permissions';
import type { Send } from '../../protocol/messages';
import type { SavedProfile } from '../editor/use-profile-edit';
import { originsOfRows, type ReviewRow } from './review-rows';

/** A row that could not be saved. */
export interface FailedRow {
  readonly at: number;
  readonly failure: Failure;
}

export function useSaveImport(
  send: Send,
  ticked: readonly ReviewRow[],
  pick: boolean,
  onDone: (saved: SavedProfile) => void,
) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const [failed, setFailed] = useState<FailedRow>();
  const isSaving = useRef(false);

  return {
    busy,
    /** A failure of the whole save. */
    failure,
    failed,
    async save() {
      if (isSaving.current || ticked.length === 0) return;
      isSaving.current = true;
      setBusy(true);
      setFailure(undefined);
      setFailed(undefined);
      // In the tick of the click, not after an await: browsers ask for a permission only then.
      const origins = originsOfRows(ticked);
      const isAllowed = origins.length > 0 ? requestSites(origins) : Promise.resolve(true);
      // Each is a message of megabytes, which a browser writes in one task.
      await new Promise((resolve) => setTimeout(resolve));
      const profiles = ticked.map(({ draft }) => draft);
      const reply = await send({ type: 'import/save', profiles, pick });
      isSaving.current = false;
      setBusy(false);
      if (reply.ok) {
        // The only one is named; of several the list opens none.
        const name = ticked.length === 1 ? (ticked[0]?.draft.name ?? '') : '';
        onDone({ name, count: ticked.length, origins, isAllowed });
        return;
      }
      const [, index] = /^profiles\.(\d+)/.exec(reply.failure.field ?? '') ?? [];
      const row = index === undefined ? undefined : ticked[Number(index)];
      if (row) setFailed({ at: row.at, failure: reply.failure });
      else setFailure(reply.failure);
    },
  };
}
