/** Asks the background what the rows would do, some hundred at a time, and again for each that changes. */
import { useEffect, useMemo } from 'preact/hooks';
import type { ImportCheck } from '../../domain/import-check';
import type { ProfileDraft } from '../../domain/profile-draft';
import type { Ask } from '../../protocol/messages';
import type { ReviewRow } from './review-rows';

/** Fewer than the background takes, so that neither it nor the page is busy for long. */
const AT_ONCE = 250;

/** Waits until the user pauses. */
const PAUSE_MS = 150;

/** A background that could not be reached says this of each row. */
const UNKNOWN: ImportCheck = {
  failure: { code: 'unexpected' },
  preview: [],
  isThere: false,
  tokenOrigins: [],
  otherServers: [],
};

export interface Checked {
  readonly at: number;
  readonly draft: ProfileDraft;
  readonly check: ImportCheck;
}

export function useChecks(
  ask: Ask,
  rows: readonly ReviewRow[],
  onChecked: (checked: readonly Checked[]) => void,
): void {
  const waiting = useMemo(() => rows.filter(({ isUnchecked }) => isUnchecked), [rows]);
  const next = waiting.slice(0, AT_ONCE);
  const isTyping = next.some(({ check }) => check !== undefined);
  useEffect(() => {
    if (next.length === 0) return undefined;
    let current = true;
    const drafts = next.map(({ draft }) => draft);
    const timer = setTimeout(
      async () => {
        const answer = await ask({ type: 'import/review', drafts });
        if (!current) return;
        // A refused message is answered by a failure in place of the list.
        const checks = Array.isArray(answer) ? answer : [];
        onChecked(
          next.map(({ at, draft }, index) => ({ at, draft, check: checks[index] ?? UNKNOWN })),
        );
      },
      isTyping ? PAUSE_MS : 0,
    );
    return () => {
      current = false;
      clearTimeout(timer);
    };
    // Ticks change rows too, and must not ask again.
  }, [ask, waiting.length, ...ends(next)]);
}

function ends(rows: readonly ReviewRow[]) {
  return [rows[0]?.draft, rows.at(-1)?.draft];
}
