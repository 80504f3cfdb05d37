/** A format of another tool: how to recognise its files, and how to read them. */
import type { FormatId, ImportedProfile, Remark } from '../domain/imported';
import type { SourceTree } from './text/source-tree';

export interface Format {
  readonly id: FormatId;
  /**
   * By content, since pasted text has no name; a name may decide between formats that look alike. Files
   * that belong to others (an environment beside its collection) are recognised too.
   *
   * @throws AppError as `SourceTree` does: `import-refused`, if the file is nested too deep.
   */
  recognises(file: SourceTree): boolean;
  /** @param files - All that `recognises` takes, in the order of the user. */
  read(files: readonly SourceTree[], reading: Reading): Promise<Read> | Read;
}

export interface Read {
  readonly profiles: readonly ImportedProfile[];
  readonly remarks: readonly Remark[];
}

/** The progress of one import. */
export interface Reading {
  /**
   * Call it for each entry (request, rule, header row), also for those that make no profile.
   *
   * @throws AppError `import-refused` with `import-too-many`; the signal's reason once it is aborted.
   */
  entry(): void;
  /** Await it now and then (each hundred entries): a page may cancel, and sees the progress. */
  pause(): Promise<void>;
}
