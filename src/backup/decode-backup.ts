/** Reads the JSON of a backup as untrusted text. */
import * as v from 'valibot';
import { AppError } from '../domain/errors';
import {
  anyBackupSchema,
  BACKUP_VERSION,
  type Backup,
  backupSchema,
  VERSION_KEY,
} from './backup-schema';

/**
 * @returns the shape of a backup within its bounds. The values of its profiles are still to be parsed as
 * those of a form.
 * @throws AppError `backup-foreign` if it is another text; `backup-newer`; `backup-damaged`.
 */
export function decodeBackup(text: string): Backup {
  const any = v.safeParse(anyBackupSchema, parseJson(text));
  if (!any.success) throw new AppError('backup-foreign', 'not the JSON of a backup');
  if (any.output[VERSION_KEY] > BACKUP_VERSION) {
    throw new AppError('backup-newer', `version ${any.output[VERSION_KEY]}`);
  }
  const { success, output } = v.safeParse(backupSchema, any.output);
  // Without the issues of the schema, which quote values.
  if (!success) throw new AppError('backup-damaged', 'it does not fit its version');
  if (hasTwice(output.profiles.flatMap(({ id }) => id ?? []))) {
    throw new AppError('backup-damaged', 'two profiles have one id');
  }
  return output;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function hasTwice(ids: readonly string[]): boolean {
  return new Set(ids).size < ids.length;
}
