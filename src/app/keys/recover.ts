/** What a user may do about a vault that cannot be read. None of it happens by itself. */
import { AppError } from '../../domain/errors';
import { MAGIC } from '../../vault/envelope';
import { lock } from '../lock/lock';
import type { Ports, StoredVault } from '../ports';
import { newestIn, readEnvelope, type StoredEnvelope, storeEnvelope } from '../vault/stored-vault';

/** Everything that is stored, sealed as it is; a place that cannot be read is left out. */
export async function exportCopies({ copies }: Pick<Ports, 'copies'>): Promise<readonly string[]> {
  const read = (copy: Ports['copies'][number]) => copy.read().catch((): StoredVault => ({}));
  const stored = await Promise.all(copies.map(read));
  const texts = stored.flatMap(({ current, before }) => [current ?? [], before ?? []].flat());
  return [...new Set(texts)];
}

/**
 * Puts the newest copy of a file in the place of a vault that cannot be read, or of none.
 *
 * @param file - What was exported, one after the other, as text.
 * @throws AppError `vault-exists` if there is one that can be read; `vault-damaged` or `vault-newer`
 * with the problem of the file.
 */
export async function restoreCopy(ports: Ports, file: string): Promise<undefined> {
  await refuseIfReadable(ports);
  const copy = newestCopyIn(file);
  await lock(ports);
  await ports.session.write({ notice: undefined });
  await storeEnvelope(ports, copy);
}

/**
 * @param locked - Whether a vault may go that can be read and is locked: its passphrase may be forgotten.
 * @throws AppError `vault-exists` if there is one that can be read.
 */
export async function startOver(ports: Ports, locked: boolean): Promise<undefined> {
  const { dataKey } = await ports.session.read();
  await refuseIfReadable(ports).catch((error) => {
    const isMeant =
      locked && !dataKey && error instanceof AppError && error.code === 'vault-exists';
    if (!isMeant) throw error;
  });
  await lock(ports);
  for (const copy of ports.copies) await copy.write({});
  await ports.session.write({
    generation: undefined,
    notice: undefined,
    dismissedNotice: undefined,
  });
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

/** Whatever stands around the copies, and however an editor or a mail has ended the lines. */
function newestCopyIn(file: string): StoredEnvelope {
  const lines = file.split('\n').map((line) => line.trim());
  const copies = lines.flatMap((line, index) =>
    line.startsWith(MAGIC) ? [`${line}\n${lines[index + 1] ?? ''}`] : [],
  );
  if (copies.length === 0) {
    throw new AppError('vault-damaged', 'no copy in the file', { problem: 'file-no-copy' });
  }
  try {
    return newestIn(copies);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { code, message } = error;
    const problem = code === 'vault-newer' ? 'file-newer' : 'file-damaged';
    throw new AppError(code, message, { problem, cause: error });
  }
}
