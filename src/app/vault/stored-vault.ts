/**
 * The sealed vault on disk, in two copies that check themselves.
 *
 * Every change is written to the first copy, together with the generation before it, and then to
 * the second. The first is trusted as long as it is intact and of the generation that this session
 * has last seen; otherwise all that is stored is looked at, and the newest that is intact wins. What
 * differs from it is written anew. Nothing is ever deleted to repair something.
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
  const { generation } = await ports.session.read();
  const { current } = await readCopy(ports.copies[0]);
  const found = current?.found;
  return found && found.envelope.generation === generation ? found : readNewest(ports);
}

/** Everything that is stored, one line for each part of each copy. */
export async function findCopies({ copies }: Pick<Ports, 'copies'>): Promise<CopyFinding[]> {
  const examined = await Promise.all(copies.map(readCopy));
  return examined.flatMap(({ place, current, before }) => [
    { place, which: 'current', state: current?.state ?? 'missing' } as const,
    ...(before ? [{ place, which: 'before', state: before.state } as const] : []),
  ]);
}

/**
 * The first copy has to be written, unless its place cannot even be read any more: then the second
 * is the one that is.
 *
 * @param before - The generation that it replaces; left out where that one must open no more.
 * @throws AppError `storage-failed`: then nothing has changed.
 */
export async function storeEnvelope(
  { copies: [first, second], session }: StoragePorts,
  { text, envelope }: StoredEnvelope,
  before?: string,
): Promise<void> {
  const stored = { current: text, before };
  const refused = await failureOf(first.write(stored));
  // Full, and yet there: a change that it does not have must not be anywhere else either.
  if (refused && (await isReadable(first))) throw refused;
  const failing = await failureOf(second.write(stored));
  if (refused && failing) throw refused;
  await noteCopies({ session }, envelope, refused || failing ? 'copy-failing' : undefined);
}

interface Examined {
  readonly state: CopyFinding['state'];
  /** Where it is intact. */
  readonly found?: StoredEnvelope;
}

interface ExaminedCopy {
  readonly place: CopyFinding['place'];
  readonly stored: StoredVault;
  readonly current: Examined | undefined;
  readonly before: Examined | undefined;
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
  if (parts.length === 0) throw new AppError('vault-missing', 'nothing stored');
  const newest = newestOf(parts);
  await repair(ports, copies, newest);
  return newest;
}

/** @throws AppError `vault-newer` or `vault-damaged`. */
export function newestIn(texts: readonly string[]): StoredEnvelope {
  return newestOf(texts.map((text) => examine(text)));
}

function newestOf(parts: readonly Examined[]): StoredEnvelope {
  // Older ones beside it are what a later version has left behind: it must not be written over.
  if (parts.some(({ state }) => state === 'newer')) {
    throw new AppError('vault-newer', 'a copy has a format of a later version');
  }
  const intact = parts.flatMap(({ found }) => found ?? []);
  const [newest] = intact.toSorted((a, b) => b.envelope.generation - a.envelope.generation);
  if (!newest) throw new AppError('vault-damaged', 'no copy is intact');
  return newest;
}

/** Writes the newest wherever something else lies, and tells if that was damage. */
async function repair(
  ports: StoragePorts,
  copies: readonly ExaminedCopy[],
  newest: StoredEnvelope,
): Promise<void> {
  let notice: Notice | undefined;
  for (const [index, copy] of copies.entries()) {
    const wanted = wantedIn(copy, copies, newest);
    if (isReadOnly(newest.envelope) || isSame(copy.stored, wanted)) continue;
    const failed = await failureOf(ports.copies[index]?.write(wanted));
    if (failed) notice = 'copy-failing';
    else if (isLoss(copy, index, newest)) notice ??= 'repaired';
  }
  const { generation } = await ports.session.read();
  const isOlder = isOlderThanLast(copies, newest, generation);
  await noteCopies(ports, newest.envelope, isOlder ? 'older-restored' : notice);
}

/**
 * Both parts as the copy has them that has the newest. A generation before it that only the other
 * one has may open with a passphrase that was changed since: it goes.
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

/** Whether something was there that is not any more; a write that was interrupted loses nothing. */
function isLoss(
  { current, before }: ExaminedCopy,
  index: number,
  { envelope: { format, generation } }: StoredEnvelope,
): boolean {
  const isFirst = index === 0;
  // Versions of format 1 made no second copy, and a first run may have died before it did.
  if (!current) return isFirst || (format > 1 && generation > 1);
  if (!current.found) return true;
  // The first is written first: only what has lost its last change is behind the second.
  const isBehind = current.found.envelope.generation < generation;
  return (isFirst && isBehind) || before?.state === 'damaged';
}

/** Whether a change is known to have come after the newest that is left. */
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
