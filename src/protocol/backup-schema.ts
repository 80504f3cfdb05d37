/** The messages of backups: see `domain/backup.ts`. */
import * as v from 'valibot';
import { BACKUP_CHARS_AT_MOST } from '../domain/backup';
import { text } from '../domain/draft-schema';
import { passkeyAnswer } from './passkey-schema';

const file = v.pipe(v.string(), v.maxLength(BACKUP_CHARS_AT_MOST));

/** Being unlocked is not enough. */
const proof = v.union([
  v.strictObject({ passphrase: text }),
  v.strictObject({ passkey: passkeyAnswer }),
]);

export const backupCommands = [
  v.strictObject({
    type: v.literal('backup/restore'),
    /** Armored text, or the bytes in base64. */
    file,
    filePassphrase: text,
    how: v.variant('mode', [
      v.strictObject({ mode: v.literal('merge') }),
      v.strictObject({ mode: v.literal('replace'), proof }),
    ]),
  }),
] as const;

export const backupQueries = [
  /** It waits for two key derivations, so it takes short turns of its own. */
  v.strictObject({ type: v.literal('backup/make'), proof, filePassphrase: text }),
  /** The page has handed the file of this time to the browser. */
  v.strictObject({ type: v.literal('backup/saved'), madeAt: v.number() }),
  /** Ends each `backup/make`. */
  v.strictObject({ type: v.literal('backup/cancel') }),
  /** The content of a file, without secrets. */
  v.strictObject({ type: v.literal('backup/preview'), file, filePassphrase: text }),
] as const;
