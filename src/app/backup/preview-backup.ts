/** Not built yet. */
import type { PreviewedBackup } from '../../domain/backup';
import type { BrowserPorts } from '../ports';

export async function previewBackup(
  _ports: BrowserPorts,
  _asked: object,
): Promise<PreviewedBackup> {
  return { ok: false, failure: { code: 'unexpected' } };
}
