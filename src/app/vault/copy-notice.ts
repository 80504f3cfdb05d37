/** What the user is told of the stored copies, and when not again. */
import type { Notice } from '../../domain/stored-copy';
import type { Envelope } from '../../vault/envelope';
import type { Ports } from '../ports';

/** The graver one is told, until it has been read. */
const BY_GRAVITY: readonly Notice[] = ['older-restored', 'copy-failing', 'repaired'];

/** @param found - Absent: both copies are as they should be. */
export async function noteCopies(
  { session }: Pick<Ports, 'session'>,
  { generation }: Envelope,
  found?: Notice,
): Promise<void> {
  const { notice, dismissedNotice } = await session.read();
  const isFailing = found === 'copy-failing';
  // A copy that goes on failing is no news.
  const isNews = !(isFailing && dismissedNotice === 'copy-failing');
  const isOver = !isFailing && notice === 'copy-failing';
  const candidates = [isOver ? undefined : notice, isNews ? found : undefined];
  const told = BY_GRAVITY.find((each) => candidates.includes(each));
  await session.write({
    generation,
    ...(told !== notice && { notice: told }),
    ...(!isFailing && dismissedNotice && { dismissedNotice: undefined }),
  });
}

/** The user has read it. */
export async function dismissNotice({ session }: Pick<Ports, 'session'>): Promise<undefined> {
  const { notice } = await session.read();
  await session.write({ notice: undefined, ...(notice && { dismissedNotice: notice }) });
}
