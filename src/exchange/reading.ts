/** The progress of one import: its bounds, its cancel, and what it tells a page. */
import { IMPORT_ENTRIES_AT_MOST } from '../domain/imported';
import type { Reading } from './format';
import { importRefused } from './import-refused';

export interface ImportOptions {
  readonly signal?: AbortSignal;
  /** Only their ratio means something: it never falls. */
  onProgress?(done: number, total: number): void;
}

interface WholeReading extends Reading {
  /** @param length - Of the files that are read next. */
  begin(length: number): void;
  end(): void;
}

/** Reading on for so long without a pause would delay a cancel. Milliseconds. */
const PAUSE_EVERY = 20;
/** After so many entries half of the current files counts as done: their number is not known. */
const ENTRIES_TO_HALF = 500;

/** @param total - The length of all files. */
export function readingOf({ signal, onProgress }: ImportOptions, total: number): WholeReading {
  let entries = 0;
  let done = 0;
  let current = { length: 0, entriesBefore: 0 };
  let pausedAt = performance.now();
  return {
    begin(length) {
      current = { length, entriesBefore: entries };
    },

    end() {
      done += current.length;
      onProgress?.(done, total);
    },

    entry() {
      signal?.throwIfAborted();
      entries += 1;
      if (entries > IMPORT_ENTRIES_AT_MOST) throw importRefused('import-too-many');
    },

    async pause() {
      if (performance.now() - pausedAt < PAUSE_EVERY) return;
      const read = entries - current.entriesBefore;
      onProgress?.(done + (current.length * read) / (read + ENTRIES_TO_HALF), total);
      await new Promise((resolve) => setTimeout(resolve));
      signal?.throwIfAborted();
      pausedAt = performance.now();
    },
  };
}
