/** What a user may do about a vault that cannot be read. None of it happens by itself. */
import { AppError } from '../domain/errors';
import { decodeEnvelope } from '../vault/envelope';
import { lock } from './lock';
import type { Ports, StoredVault } from './ports';
import { readEnvelope, storeEnvelope } from './stored-vault';

/** Everything that is stored, sealed as it is; a place that cannot be read is left out. */
export async function exportCopies({ copies }: Pick<Ports, 'copies'>): Promise<readonly string[]> {
  const read = (copy: Ports['copies'][number]) => copy.read().catch((): StoredVault => ({}));
  const stored = await Promise.all(copies.map(read));
  const texts = stored.flatMap(({ current, before }) => [current ?? [], before ?? []].flat());
  return [...new Set(texts)];
}

/**
 * Puts a copy that was exported in the place of a vault that cannot be read, or of none.
 *
 * @throws AppError `vault-exists` if there is one that can be read, `vault-damaged` or `vault-newer`
 * for a copy that cannot be.
 */
export async function restoreCopy(ports: Ports, text: string): Promise<undefined> {
  await refuseIfReadable(ports);
  const envelope = decodeEnvelope(text.trim());
  await lock(ports);
  await ports.session.write({ notice: undefined });
  await storeEnvelope(ports, { text: text.trim(), envelope });
}

/** @throws AppError `vault-exists` if there is one that can be read. */
export async function startOver(ports: Ports): Promise<undefined> {
  await refuseIfReadable(ports);
  await lock(ports);
  for (const copy of ports.copies) await copy.write({});
  await ports.session.write({ generation: undefined, notice: undefined });
}

/** @throws AppError `vault-newer` as well: what a later version has written is not ours to drop. */
async function refuseIfReadable(ports: Ports): Promise<void> {
  try {
    await readEnvelope(ports);
  } catch (error) {
    const code = error instanceof AppError ? error.code : undefined;
    if (code === 'vault-damaged' || code === 'vault-missing') return;
    throw error;
  }
  throw new AppError('vault-exists', 'a copy can be read');
}
