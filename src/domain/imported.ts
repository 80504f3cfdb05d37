/** Profiles that `exchange/` reads from files of other tools, to review before anything is saved. */
import type { ProfileDraft } from './profile-draft';

/** A pasted text has the name ''; a file of a folder has its path: `admin/folder.bru`. */
export interface SourceFile {
  readonly name: string;
  readonly text: string;
}

export const FORMATS = [
  'modheader',
  'requestly',
  'headereditor',
  'simplemodifyheaders',
  'postman',
  'insomnia',
  'bruno',
  'opencollection',
  'hoppscotch',
  'thunder',
  'openapi',
  'har',
  'curl',
  'netrc',
  'env',
  'http',
] as const;
export type FormatId = (typeof FORMATS)[number];

export const REMARKS = [
  'site-missing',
  'filter-inexact',
  'filter-dropped',
  'narrowed',
  'disabled-in-source',
  'variable-unresolved',
  'credential-missing',
  'credential-invalid',
  'scheme-unsupported',
  'http-plain',
  'user-info',
  'header-owned',
  'in-query',
  'in-cookie',
  'in-body',
  'response-header',
  'redirect',
  'script',
  'header-removed',
  'append-mode',
  'rule-type',
  'duplicate',
] as const;
export type RemarkCode = (typeof REMARKS)[number];

/** A sentence about a part of the source. `place` holds names of the source, and never a value. */
export interface Remark {
  readonly code: RemarkCode;
  readonly place: string;
}

export interface ImportedProfile {
  /** Without id, of revision 0, and without a pick; `allowHttp` and `ownForms` are false; no callers. */
  readonly draft: ProfileDraft;
  /** `parseProfile` takes the draft as it is, and no more requests carry it than in the source. */
  readonly isReady: boolean;
  readonly remarks: readonly Remark[];
}

export interface Imported {
  /** The format with the most profiles, if the files are of several. */
  readonly format: FormatId;
  readonly profiles: readonly ImportedProfile[];
  /** About the source as a whole, and about parts of it that make no profile. */
  readonly remarks: readonly Remark[];
}

/** Bounds of an import. Each has a refusal of its own. */
export const IMPORT_BYTES_AT_MOST = 20 * 1024 * 1024;
export const IMPORT_ENTRIES_AT_MOST = 10_000;
export const IMPORT_DEPTH_AT_MOST = 100;
