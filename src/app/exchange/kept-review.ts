/**
 * The names and ticks of an import under review. The session holds them while unlocked, and a lock seals
 * them into the vault. The drafts are in the page alone, and a lock drops them.
 */
import type { ImportReview } from '../../domain/import-review';
import type { Ports } from '../ports';

export async function keepReview({ session }: Ports, review: ImportReview): Promise<undefined> {
  const { dataKey } = await session.readNow();
  // The page has not heard of the lock yet: a locked session must not hold a name.
  if (dataKey) await session.write({ importReview: review });
}

/** The import is saved, or the user has left it. */
export async function forgetReview({ session }: Pick<Ports, 'session'>): Promise<undefined> {
  await session.write({ importReview: undefined });
}

export async function readReview({
  session,
}: Pick<Ports, 'session'>): Promise<ImportReview | undefined> {
  const { importReview } = await session.readNow();
  return importReview;
}
