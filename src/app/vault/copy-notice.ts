/** Decides which notice about the stored copies the pages show, and does not repeat a dismissed one. */
import type { Notice } from '../../domain/stored-copy';
import type { Envelope } from '../../vault/envelope';
import type { Ports } from '../ports';

/** The more serious one of two notices is shown, until the user dismisses it. */
const BY_GRAVITY: readonly Notice[] = [
  'older-restored',
  // Above a failure that each further commit reports again.
  'bin-gave-way',
  'copy-failing',
  'repaired',
];

/** @param found - Empty: both copies are fine. */
export async function noteCopies(
  { session }: Pick<Ports, 'session'>,
  { generation }: Envelope,
  found: readonly Notice[],
): Promise<void> {
  const { notice, dismissedNotice, copyBehind } = await session.read();
  const isFailing = found.includes('copy-failing');
  // A lasting failure is not shown again after the user has dismissed it.
  const news = found.filter((each) => each !== 'copy-failing' || dismissedNotice !== each);
  const isOver = !isFailing && notice === 'copy-failing';
  const candidates = [isOver ? undefined : notice, ...news];
  const shown = BY_GRAVITY.find((each) => candidates.includes(each));
  await session.write({
    generation,
    ...(isFailing !== Boolean(copyBehind) && { copyBehind: isFailing || undefined }),
    ...(shown !== notice && { notice: shown }),
    ...(!isFailing && dismissedNotice && { dismissedNotice: undefined }),
  });
}

/** The storage was full, and entries of the bin have made room. */
export async function noteGaveWay({ session }: Pick<Ports, 'session'>): Promise<void> {
  const { notice } = await session.read();
  if (notice !== 'older-restored') await session.write({ notice: 'bin-gave-way' });
}

export async function dismissNotice({ session }: Pick<Ports, 'session'>): Promise<undefined> {
  const { notice } = await session.read();
  await session.write({ notice: undefined, ...(notice && { dismissedNotice: notice }) });
}
