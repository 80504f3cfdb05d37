/** Reads the files of other tools as drafts of profiles: pure, without browser and network. */
export type {
  FormatId,
  Imported,
  ImportedProfile,
  Remark,
  RemarkCode,
  SourceFile,
} from '../domain/imported';
export { type ImportOptions, readImport } from './read-import';
