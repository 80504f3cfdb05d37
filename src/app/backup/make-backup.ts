/** Not built yet. */
import type { MadeBackup } from '../../domain/backup';
import type { BrowserPorts } from '../ports';

export async function makeBackup(_ports: BrowserPorts, _asked: object): Promise<MadeBackup> {
  return { ok: false, failure: { code: 'unexpected' } };
}
