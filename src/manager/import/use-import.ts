/** One import: from the choice of files, by the worker that reads them, to the profiles to review. */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Failure } from '../../domain/errors';
import type { ImportReview } from '../../domain/import-review';
import type { ChosenSource } from '../../domain/import-work';
import type { Remark } from '../../domain/imported';
import type { Ask, Send } from '../../protocol/messages';
import { IMPORT_HASH } from '../route';
import { type ImportRun, readInWorker } from './import-worker';
import { type OwnFile, ownFileOf } from './own-file';
import { type ReviewRow, rowsOf } from './review-rows';

export type ImportStage =
  | { readonly kind: 'choosing'; readonly failure?: Failure; readonly isCancelled?: true }
  /** `part` of 1. */
  | { readonly kind: 'reading'; readonly part: number }
  /** A file of Keybearer's own has a review of its own. */
  | { readonly kind: 'own'; readonly file: OwnFile }
  | {
      readonly kind: 'reviewing';
      readonly files: readonly string[];
      readonly rows: readonly ReviewRow[];
      readonly remarks: readonly Remark[];
    };

export function useImport(send: Send, ask: Ask) {
  const [stage, setStage] = useState<ImportStage>({ kind: 'choosing' });
  const [kept, setKept] = useState<ImportReview>();
  const run = useRef<Pick<ImportRun, 'end'>>(undefined);
  const wasReviewed = useRef(false);

  useEffect(() => {
    void ask({ type: 'import/kept' }).then((review) => {
      if (review && 'files' in review) setKept(review);
    });
  }, []);

  function stop() {
    run.current?.end();
    run.current = undefined;
  }

  // Not after the next paint: the worker holds credentials.
  useLayoutEffect(
    () => () => {
      stop();
      // A lock ends this view too, and the user goes on afterwards. A mere look at this page, which an
      // address from elsewhere may cause, drops nothing.
      if (wasReviewed.current && location.hash !== IMPORT_HASH) {
        void send({ type: 'import/forget' });
      }
    },
    [],
  );

  return {
    stage,
    /** The import that a lock has ended. */
    kept,
    async read(sources: readonly ChosenSource[]) {
      stop();
      if (sources.length === 0) {
        setStage({
          kind: 'choosing',
          failure: { code: 'import-refused', problem: 'import-format-unknown' },
        });
        return;
      }
      setStage({ kind: 'reading', part: 0 });
      const looking = { end: () => {} };
      run.current = looking;
      const file = await ownFileOf(sources);
      // Cancelled, or other sources were chosen meanwhile.
      if (run.current !== looking) return;
      if (file) {
        setStage({ kind: 'own', file });
        return;
      }
      const mine = readInWorker(sources, (part) => setStage({ kind: 'reading', part }));
      run.current = mine;
      const { imported, failure } = await mine.outcome;
      if (failure) {
        setStage({ kind: 'choosing', failure });
        return;
      }
      const rows = await rowsOf(imported.profiles);
      // Drawing them takes a frame of its own.
      await new Promise((resolve) => setTimeout(resolve));
      if (run.current !== mine) return;
      const files = sources.map(({ name }) => name);
      wasReviewed.current = true;
      setStage({ kind: 'reviewing', files, rows, remarks: imported.remarks });
    },
    fail(failure: Failure) {
      stop();
      setStage({ kind: 'choosing', failure });
    },
    cancel() {
      stop();
      setStage({ kind: 'choosing', isCancelled: true });
    },
    /** Drops the review. */
    leave() {
      setKept(undefined);
      void send({ type: 'import/forget' });
      setStage({ kind: 'choosing' });
    },
  };
}
