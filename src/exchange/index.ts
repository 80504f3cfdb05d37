/** Reads the files of other tools as drafts of profiles: pure, without browser and network. */
export type {
  FormatId,
  Imported,
  ImportedProfile,
  Remark,
  RemarkCode,
  SourceFile,
} from '../domain/imported';
export { readImport } from './read-import';
export type { ImportOptions } from './reading';
