/** Runs the importers in a worker, so that the page stays responsive and can end them at any time. */
import type { Failure } from '../../domain/errors';
import type { ChosenSource, ImportReport } from '../../domain/import-work';
import type { Imported, ImportedProfile } from '../../domain/imported';

/**
 * A worker that says nothing for this long hangs, and is ended. A parser says nothing before the end of
 * its text, so a large file has longer: 1 MB of YAML takes a second on a fast computer.
 */
const STALLED_AFTER_MS = 5_000;
const STALLED_PER_MB_MS = 5_000;

export interface ImportRun {
  /** Never rejects, and never settles after `end`. */
  readonly outcome: Promise<ImportOutcome>;
  /** Ends the worker, and drops all that it has read. */
  end(): void;
}

export type ImportOutcome =
  | { readonly imported: Imported; readonly failure?: never }
  | { readonly imported?: never; readonly failure: Failure };

/** @param onProgress - Receives a part of 1. */
export function readInWorker(
  sources: readonly ChosenSource[],
  onProgress: (part: number) => void,
): ImportRun {
  const worker = new Worker(new URL('../../importer/worker.ts', import.meta.url), {
    type: 'module',
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = () => {
    clearTimeout(timer);
    worker.terminate();
  };
  const stalledAfterMs = STALLED_AFTER_MS + (STALLED_PER_MB_MS * sizeOf(sources)) / 1e6;
  const outcome = new Promise<ImportOutcome>((resolve) => {
    const finish = (result: ImportOutcome) => {
      end();
      resolve(result);
    };
    const wait = () => {
      clearTimeout(timer);
      const failure = { code: 'import-refused', problem: 'import-stalled' } as const;
      timer = setTimeout(() => finish({ failure }), stalledAfterMs);
    };
    const profiles: ImportedProfile[] = [];
    worker.addEventListener('message', ({ data }: MessageEvent<ImportReport>) => {
      wait();
      if (data.kind === 'progress') onProgress(data.done / data.total);
      if (data.kind === 'profiles') profiles.push(...data.profiles);
      if (data.kind === 'failed') finish({ failure: data.failure });
      if (data.kind === 'end') {
        finish({ imported: { format: data.format, profiles, remarks: data.remarks } });
      }
    });
    worker.addEventListener('error', () => finish({ failure: { code: 'unexpected' } }));
    wait();
  });
  worker.postMessage(sources);
  return { outcome, end };
}

/** A zip counts as packed: what is in it is read file by file. */
function sizeOf(sources: readonly ChosenSource[]): number {
  return sources.reduce(
    (sum, source) => sum + ('file' in source ? source.file.size : source.text.length),
    0,
  );
}
