/**
 * The sealed vault on disk, in two copies that check themselves.
 *
 * Every change is written to the first copy, together with the generation before it, and then to the
 * second. A read trusts the first copy if it is intact and of the generation that this session saw
 * last, and if both could be written. Otherwise it reads everything that is stored, takes the newest intact part, and rewrites the
 * copies that differ.
 */
import { AppError } from '../../domain/errors';
import type { CopyFinding, Notice } from '../../domain/stored-copy';
import { decodeEnvelope, type Envelope, isReadOnly } from '../../vault/envelope';
import type { Ports, StoredVault, VaultCopy } from '../ports';
import { noteCopies } from './copy-notice';

export interface StoredEnvelope {
  readonly text: string;
  readonly envelope: Envelope;
}

type StoragePorts = Pick<Ports, 'copies' | 'session'>;

/** @throws AppError `vault-missing`, `vault-damaged` or `vault-newer`. */
export async function readEnvelope(ports: StoragePorts): Promise<StoredEnvelope> {
  const { generation, copyBehind } = await ports.session.read();
  const found = await readCurrent(ports.copies[0]);
  const isLast = found?.envelope.generation === generation;
  return found && isLast && !copyBehind ? found : readNewest(ports);
}

/** @returns the state of each part of each copy. */
export async function findCopies({ copies }: Pick<Ports, 'copies'>): Promise<CopyFinding[]> {
  const examined = await Promise.all(copies.map(readCopy));
  return examined.flatMap(({ place, current, before }) => [
    { place, which: 'current', state: current?.state ?? 'missing' } as const,
    ...(before ? [{ place, which: 'before', state: before.state } as const] : []),
  ]);
}

/**
 * Writing the first copy must succeed, unless its place cannot even be read any more: then writing the
 * second must succeed.
 *
 * @param before - The generation that it replaces. Absent if that one must not be opened any more.
 * @throws AppError `storage-failed`: then no copy has changed.
 */
export async function storeEnvelope(
  { copies: [first, second], session }: StoragePorts,
  { text, envelope }: StoredEnvelope,
  before?: string,
): Promise<void> {
  const stored = { current: text, before };
  const refused = await failureOf(first.write(stored));
  // The place can be read, so it keeps the old vault: the second copy must not get the change either.
  if (refused && (await isReadable(first))) throw refused;
  const failing = await failureOf(second.write(stored));
  if (refused && failing) throw refused;
  await noteCopies({ session }, envelope, refused || failing ? ['copy-failing'] : []);
}

/**
 * Stores the vault and no generation before it. Until the first copy has been read back, the second one
 * keeps the old generation: if the background dies in between, the next read rewrites that copy.
 *
 * @param opens - Rejects if the text that was read back does not open.
 * @throws AppError `storage-failed`: then both copies hold the old generation.
 */
export async function storeWithoutBefore(
  { copies: [first, second], session }: StoragePorts,
  { text, envelope }: StoredEnvelope,
  { old, opens }: { readonly old: string; readonly opens: (read: string) => Promise<unknown> },
): Promise<void> {
  const replaceIn = async (copy: VaultCopy): Promise<void> => {
    await copy.write({ current: text });
    try {
      const { current = '' } = await copy.read();
      await opens(current);
    } catch (error) {
      await copy.write({ current: old });
      throw error;
    }
  };
  const refused = await failureOf(replaceIn(first));
  if (refused && (await isReadable(first))) throw refused;
  const failing = await failureOf(replaceIn(second));
  if (refused && failing) throw refused;
  const isFailing = Boolean(refused || failing);
  // The user has dismissed it as a copy that is out of date. Now it holds what was to be deleted.
  if (isFailing) await session.write({ dismissedNotice: undefined });
  await noteCopies({ session }, envelope, isFailing ? ['copy-failing'] : []);
}

interface Examined {
  readonly state: CopyFinding['state'];
  /** Present if the part is intact. */
  readonly found?: StoredEnvelope;
}

interface ExaminedCopy {
  readonly place: CopyFinding['place'];
  readonly stored: StoredVault;
  readonly current: Examined | undefined;
  readonly before: Examined | undefined;
}

/** Each command reads this part, and the part before it is as large: it is not looked at here. */
async function readCurrent(copy: VaultCopy): Promise<StoredEnvelope | undefined> {
  try {
    const { current } = await copy.read();
    return examine(current)?.found;
  } catch {
    return undefined;
  }
}

async function readCopy(copy: VaultCopy): Promise<ExaminedCopy> {
  const { place } = copy;
  try {
    const stored = await copy.read();
    const { current, before } = stored;
    return { place, stored, current: examine(current), before: examine(before) };
  } catch {
    return { place, stored: {}, current: { state: 'unreadable' }, before: undefined };
  }
}

function examine(text: string): Examined;
function examine(text: string | undefined): Examined | undefined;
function examine(text: string | undefined): Examined | undefined {
  if (text === undefined) return undefined;
  try {
    return { state: 'intact', found: { text, envelope: decodeEnvelope(text) } };
  } catch (error) {
    const newer = error instanceof AppError && error.code === 'vault-newer';
    return { state: newer ? 'newer' : 'damaged' };
  }
}

async function readNewest(ports: StoragePorts): Promise<StoredEnvelope> {
  const copies = await Promise.all(ports.copies.map(readCopy));
  const parts = copies.flatMap(({ current, before }) => [current, before]).filter(isThere);
  if (parts.length === 0) throw new AppError('vault-missing', 'no copy is stored');
  const newest = newestOf(parts);
  await repair(ports, copies, newest);
  return newest;
}

/** @throws AppError `vault-newer` or `vault-damaged`. */
export function newestIn(texts: readonly string[]): StoredEnvelope {
  return newestOf(texts.map((text) => examine(text)));
}

function newestOf(parts: readonly Examined[]): StoredEnvelope {
  // A later version has written this part: older intact parts must not replace it.
  if (parts.some(({ state }) => state === 'newer')) {
    throw new AppError('vault-newer', 'a copy has a format of a later version');
  }
  const intact = parts.flatMap(({ found }) => found ?? []);
  const [newest] = intact.toSorted((a, b) => b.envelope.generation - a.envelope.generation);
  if (!newest) throw new AppError('vault-damaged', 'no copy is intact');
  return newest;
}

/** Rewrites the copies that differ from the newest, and sets a notice if one of them was damaged. */
async function repair(
  ports: StoragePorts,
  copies: readonly ExaminedCopy[],
  newest: StoredEnvelope,
): Promise<void> {
  const found: Notice[] = [];
  for (const [index, copy] of copies.entries()) {
    const wanted = wantedIn(copy, copies, newest);
    if (isReadOnly(newest.envelope) || isSame(copy.stored, wanted)) continue;
    const failed = await failureOf(ports.copies[index]?.write(wanted));
    if (failed) found.push('copy-failing');
    else if (isLoss(copy, index, newest)) found.push('repaired');
  }
  const { generation } = await ports.session.read();
  if (isOlderThanLast(copies, newest, generation)) found.push('older-restored');
  await noteCopies(ports, newest.envelope, found);
}

/**
 * @returns both parts of the copy that has the newest one. A generation before it that only the other
 * copy has is dropped, because it may open with a passphrase that was changed since.
 */
function wantedIn(
  { stored }: ExaminedCopy,
  copies: readonly ExaminedCopy[],
  { text }: StoredEnvelope,
): StoredVault {
  const source = copies.find(
    ({ stored: { current }, before }) => current === text && before?.state !== 'damaged',
  );
  const before = (source?.stored ?? stored).before;
  return { current: text, before: before === text ? undefined : before };
}

/** Whether the copy lost a part that it once had. An interrupted write is no loss. */
function isLoss(
  { current, before }: ExaminedCopy,
  index: number,
  { envelope: { format, generation } }: StoredEnvelope,
): boolean {
  const isFirst = index === 0;
  // Format 1 had no second copy, and a first run may have died before it wrote one.
  if (!current) return isFirst || (format > 1 && generation > 1);
  if (!current.found) return true;
  // The first copy is written first, so it is behind the second only if it lost its last change.
  const isBehind = current.found.envelope.generation < generation;
  return (isFirst && isBehind) || before?.state === 'damaged';
}

/** Whether a later change than the newest intact part is known to be lost. */
function isOlderThanLast(
  copies: readonly ExaminedCopy[],
  { text, envelope: { generation } }: StoredEnvelope,
  last: number | undefined,
): boolean {
  if (last !== undefined) return last > generation;
  const isCurrent = copies.some(({ stored }) => stored.current === text);
  return (
    !isCurrent || copies.some(({ stored }) => stored.before === text && stored.current !== text)
  );
}

async function isReadable(copy: VaultCopy): Promise<boolean> {
  return (await failureOf(copy.read())) === undefined;
}

async function failureOf(work: Promise<unknown> | undefined): Promise<unknown> {
  try {
    await work;
    return undefined;
  } catch (error) {
    return error;
  }
}

function isSame(a: StoredVault, b: StoredVault): boolean {
  return a.current === b.current && a.before === b.before;
}

function isThere(part: Examined | undefined): part is Examined {
  return part !== undefined;
}
