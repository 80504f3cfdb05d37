/** Passphrase → data key in the session → headers in force. */
import { decodeContent } from '../vault/content';
import { openContent, unwrapDataKey } from '../vault/vault';
import { readEnvelope } from './open-vault';
import type { Ports } from './ports';
import { syncRules } from './sync-rules';

/** @throws AppError `passphrase-wrong`, `vault-missing`, `vault-damaged` or `vault-newer`. */
export async function unlock(ports: Ports, passphrase: string): Promise<void> {
  const envelope = await readEnvelope(ports);
  const dataKey = await unwrapDataKey(envelope, passphrase);
  // Opened before the key is kept: a damaged vault stays locked.
  decodeContent(await openContent(envelope, dataKey));
  await ports.session.write({ dataKey });
  await syncRules(ports);
}
