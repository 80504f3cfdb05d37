/** The review of an import: each profile with its sites and remarks, before any of it is saved. */
import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import type { OpenState } from '../../domain/app-state';
import type { ImportReview } from '../../domain/import-review';
import type { Remark } from '../../domain/imported';
import { text } from '../../platform/texts';
import type { Ask, Send } from '../../protocol/messages';
import { Heading } from '../../ui/heading';
import type { SavedProfile } from '../editor/use-profile-edit';
import { RemarkList } from './remark-list';
import { ReviewBar } from './review-bar';
import { ReviewList } from './review-list';
import {
  checkedRow,
  isIncomplete,
  isTicked,
  type ReviewRow,
  toReview,
  withTicks,
} from './review-rows';
import { isNarrowed } from './row-remarks';
import { useChecks } from './use-checks';
import { useSaveImport } from './use-save-import';

interface ReviewViewProps {
  readonly state: OpenState;
  readonly send: Send;
  readonly ask: Ask;
  readonly rows: readonly ReviewRow[];
  /** About the source as a whole. */
  readonly remarks: readonly Remark[];
  readonly files: readonly string[];
  /** The import that a lock has ended. */
  readonly kept: ImportReview | undefined;
  readonly onDone: (saved: SavedProfile) => void;
  /** The user gives the import up. */
  readonly onLeave: () => void;
}

const KEEP_AFTER_MS = 250;

export function ReviewView(props: ReviewViewProps) {
  const { state, send, ask, remarks, files, kept, onDone, onLeave } = props;
  const [rows, setRows] = useState(() =>
    kept && isSame(kept.files, files) ? withTicks(props.rows, kept) : props.rows,
  );
  const [isPicked, setIsPicked] = useState(false);
  const change = useCallback(
    (at: number, how: (row: ReviewRow) => ReviewRow) =>
      setRows((before) => before.map((row) => (row.at === at ? how(row) : row))),
    [],
  );
  const select = (ats: ReadonlySet<number>, isChosen: boolean) =>
    setRows((before) => before.map((row) => (ats.has(row.at) ? { ...row, isChosen } : row)));
  useChecks(ask, rows, (checked) => {
    const byAt = new Map(checked.map((each) => [each.at, each]));
    setRows((before) =>
      before.map((row) => {
        const found = byAt.get(row.at);
        return found ? checkedRow(row, found.draft, found.check) : row;
      }),
    );
  });

  const review = useMemo(() => toReview(rows, files), [rows, files]);
  const said = JSON.stringify(review);
  useEffect(() => {
    const timer = setTimeout(
      () => void send({ type: 'import/keep', review: JSON.parse(said) }),
      KEEP_AFTER_MS,
    );
    return () => clearTimeout(timer);
  }, [send, said]);

  const ticked = rows.filter(isTicked);
  const saving = useSaveImport(send, ticked, isPicked, onDone);
  const isChecking = rows.some(({ check }) => !check);
  return (
    <section class="stack import">
      <Heading>{text('importReviewTitle')}</Heading>
      <p role="status">{isChecking ? text('importChecking') : summary(rows)}</p>
      {rows.length > 0 && <p class="notice">{text('importOthersAccount')}</p>}
      {remarks.length > 0 && (
        <details>
          <summary>{text('importLeftOut', String(remarks.length))}</summary>
          <RemarkList remarks={remarks} />
        </details>
      )}
      <ReviewList {...{ rows, state, change }} onSelect={select} failed={saving.failed} />
      <ReviewBar
        count={ticked.length}
        isPicked={isPicked}
        onPicked={setIsPicked}
        saving={saving}
        onLeave={onLeave}
      />
    </section>
  );
}

function summary(rows: readonly ReviewRow[]): string {
  const there = rows.filter(({ check, isTwin }) => check?.isThere || isTwin).length;
  const incomplete = rows.filter(isIncomplete).length;
  const narrowed = rows.filter(isNarrowed).length;
  const parts = [
    text('importFound', String(rows.length)),
    ...(incomplete > 0 ? [text('importNotReady', String(incomplete))] : []),
    ...(there > 0 ? [text('importThere', String(there))] : []),
    ...(narrowed > 0 ? [text('importNarrowed', String(narrowed))] : []),
  ];
  return parts.join(' ');
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
