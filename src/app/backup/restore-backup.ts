/** Not built yet. */
import { AppError } from '../../domain/errors';
import type { Ports } from '../ports';

export async function restoreBackup(_ports: Ports, _asked: object): Promise<undefined> {
  throw new AppError('unexpected', 'not built yet');
}
