/** The vault's part of unsaved texts: while unlocked the session has them, and the sealed ones are old. */
import type { HeaderSpecId } from '../../domain/profile';
import type { Replacements } from '../../domain/replacement';
import type { VaultContent } from '../../vault/content';
import type { Ports } from '../ports';
import { live, withoutReplacement } from './kept-replacements';

/** @returns the content with the session's unsaved texts in place of those from the last lock. */
export async function withUnsaved(
  { session, now }: Pick<Ports, 'session' | 'now'>,
  content: VaultContent,
): Promise<VaultContent> {
  const { dataKey, drafts, replacements, importReview } = await session.readNow();
  // A lock has emptied the session, and sealed them before.
  if (!dataKey) return content;
  const { importReview: _, ...rest } = content;
  return {
    ...rest,
    drafts,
    replacements: ofKnown(live(replacements, now()), content),
    ...(importReview && { importReview }),
  };
}

/** Drops from the session what was typed for a header that is gone for good. */
export async function dropOrphans(
  { session }: Pick<Ports, 'session'>,
  content: VaultContent,
): Promise<void> {
  const { replacements } = await session.readNow();
  const left = ofKnown(replacements, content);
  if (left !== replacements) await session.write({ replacements: left });
}

/** A header in the bin may come back within the ten minutes of a replacement. */
function ofKnown(replacements: Replacements, { profiles, bin }: VaultContent): Replacements {
  const binned = bin.flatMap((entry) => (entry.kind === 'draft' ? [] : entry.profile));
  const known = [...profiles, ...binned].flatMap(({ headers }) => headers.map(({ id }) => id));
  // Cast: `keys` forgets the type of the keys.
  const gone = (Object.keys(replacements) as HeaderSpecId[]).filter((id) => !known.includes(id));
  return gone.reduce(withoutReplacement, replacements);
}
