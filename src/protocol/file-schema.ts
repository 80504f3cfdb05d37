/** The messages about files: imports, backups, shared profiles. */
import { backupCommands, backupQueries } from './backup-schema';
import { importCommands, importQueries } from './import-schema';
import { shareCommands, shareQueries } from './share-schema';

export const fileCommands = [...importCommands, ...backupCommands, ...shareCommands] as const;
export const fileQueries = [...importQueries, ...backupQueries, ...shareQueries] as const;
