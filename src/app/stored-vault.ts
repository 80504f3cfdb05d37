/**
 * The sealed vault on disk, in two copies that check themselves.
 *
 * Every change is written to the first copy, together with the generation before it, and then to
 * the second. The first is trusted as long as it is intact and of the generation that this session
 * has last seen; otherwise all that is stored is looked at, and the newest that is intact wins. What
 * differs from it is written anew. Nothing is ever deleted to repair something.
 */
import { AppError } from '../domain/errors';
import type { CopyFinding, Notice } from '../domain/stored-copy';
import { decodeEnvelope, type Envelope, isReadOnly } from '../vault/envelope';
import type { Ports, StoredVault, VaultCopy } from './ports';

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
 * @param before - The generation that it replaces; left out where that one must open no more.
 * @throws AppError `storage-failed` if the first copy cannot be written: then nothing has changed.
 */
export async function storeEnvelope(
  { copies: [first, second], session }: StoragePorts,
  { text, envelope }: StoredEnvelope,
  before?: string,
): Promise<void> {
  const stored = { current: text, before };
  await first.write(stored);
  const failing = await second.write(stored).then(
    () => false,
    () => true,
  );
  const { generation } = envelope;
  await session.write({ generation, ...(failing && { notice: 'copy-failing' }) });
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
  // Older ones beside it are what a later version has left behind: it must not be written over.
  if (parts.some(({ state }) => state === 'newer')) {
    throw new AppError('vault-newer', 'a copy has a format of a later version');
  }
  const intact = parts.flatMap(({ found }) => found ?? []);
  const [newest] = intact.toSorted((a, b) => b.envelope.generation - a.envelope.generation);
  if (!newest) throw new AppError('vault-damaged', 'no copy is intact');
  await repair(ports, copies, newest);
  return newest;
}

/** Writes the newest wherever something else lies, and tells if that was damage. */
async function repair(
  { copies: ports, session }: StoragePorts,
  copies: readonly ExaminedCopy[],
  newest: StoredEnvelope,
): Promise<void> {
  const notices: Notice[] = [];
  for (const [index, { stored, current }] of copies.entries()) {
    if (stored.current === newest.text || isReadOnly(newest.envelope)) continue;
    const damaged = current?.state === 'damaged' || current?.state === 'unreadable';
    // A second copy that is not there is one that an earlier version has not made.
    const lost = current === undefined && index === 0;
    const before = stored.before === newest.text ? undefined : stored.before;
    const written = await ports[index]?.write({ current: newest.text, before }).then(
      () => true,
      () => false,
    );
    if (!written) notices.push('copy-failing');
    else if (damaged || lost) notices.push('repaired');
  }
  const isCurrent = copies.some(({ stored }) => stored.current === newest.text);
  const notice = isCurrent ? notices[0] : 'older-restored';
  await session.write({ generation: newest.envelope.generation, ...(notice && { notice }) });
}

function isThere(part: Examined | undefined): part is Examined {
  return part !== undefined;
}
