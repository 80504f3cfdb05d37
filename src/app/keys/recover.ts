/** Use cases for a vault that cannot be read. Each runs only at the user's request. */
import { AppError } from '../../domain/errors';
import { withoutBin } from '../../vault/content';
import { isReadOnly, MAGIC } from '../../vault/envelope';
import { turnTabsOff } from '../headers/tab-picks-now';
import { lock } from '../lock/lock';
import type { Ports, StoredVault } from '../ports';
import { withUnsaved } from '../profiles/unsaved-texts';
import { sealVault } from '../vault/commit';
import { openVault } from '../vault/open-vault';
import { newestIn, readEnvelope, type StoredEnvelope, storeEnvelope } from '../vault/stored-vault';

/**
 * @returns one copy without the bin, with the texts that are unsaved now, while the vault is open. Otherwise every stored copy, which only the
 * key could open: they have the bin and the generation before. The same for a vault of a later version,
 * which this one cannot seal.
 */
export async function exportCopies(
  ports: Pick<Ports, 'copies' | 'session' | 'now'>,
): Promise<readonly string[]> {
  const { dataKey } = await ports.session.read();
  // Opening repairs the copies: a locked vault is saved as it is, with what may be the last good text.
  const vault = dataKey && (await openVault(ports).catch(() => undefined));
  if (!vault || isReadOnly(vault.envelope)) return storedTexts(ports);
  const content = await withUnsaved(ports, withoutBin(vault.content));
  const { text } = await sealVault({ ...vault, content }, vault.envelope);
  return [text];
}

/** @returns every stored text; a place that cannot be read is left out. */
async function storedTexts({ copies }: Pick<Ports, 'copies'>): Promise<readonly string[]> {
  const read = (copy: Ports['copies'][number]) => copy.read().catch((): StoredVault => ({}));
  const stored = await Promise.all(copies.map(read));
  const texts = stored.flatMap(({ current, before }) => [current ?? [], before ?? []].flat());
  return [...new Set(texts)];
}

/**
 * Replaces a vault that is missing or cannot be read by the newest copy in a file.
 *
 * @param file - The text of exported copies, one after the other.
 * @throws AppError `vault-exists` if the stored vault can be read; `vault-damaged` or `vault-newer`
 * with the problem of the file.
 */
export async function restoreCopy(ports: Ports, file: string): Promise<undefined> {
  await refuseIfReadable(ports);
  const copy = newestCopyIn(file);
  await lock(ports);
  // The copy may have profiles under ids of today.
  await turnTabsOff(ports);
  await ports.session.write({ notice: undefined });
  await storeEnvelope(ports, copy);
}

/**
 * @param locked - Also deletes a readable vault that is locked: the passphrase may be forgotten.
 * @throws AppError `vault-exists` if the stored vault can be read.
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
    copyBehind: undefined,
  });
}

/** @throws AppError `vault-exists`; `vault-newer`, since a later version can read such a vault. */
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

/** Ignores other text in the file, and accepts any line ends. */
function newestCopyIn(file: string): StoredEnvelope {
  const lines = file.split('\n').map((line) => line.trim());
  const copies = lines.flatMap((line, index) =>
    line.startsWith(MAGIC) ? [`${line}\n${lines[index + 1] ?? ''}`] : [],
  );
  if (copies.length === 0) {
    throw new AppError('vault-damaged', 'the file has no copy', { problem: 'file-no-copy' });
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
