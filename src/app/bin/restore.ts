/** Restores entries of the bin. It brings back neither a pick nor a permission of the browser. */
import type { BinnedEntry } from '../../domain/bin';
import { AppError } from '../../domain/errors';
import type { VaultContent } from '../../vault/content';
import { changeVault } from '../headers/change-vault';
import type { Ports } from '../ports';
import type { OpenVault } from '../vault/commit';
import { putBack } from './put-back';

/**
 * @throws AppError `binned-unknown` if another window has restored or deleted it; `draft-open` if the
 * same form has unsaved changes.
 */
export function restore(ports: Ports, id: string): Promise<OpenVault> {
  return restoreEntries(ports, {
    choose({ bin }) {
      const entry = bin.find((each) => each.id === id);
      if (!entry) throw new AppError('binned-unknown', 'no such entry in the bin');
      return [entry];
    },
  });
}

interface Restoring {
  readonly choose: (content: VaultContent) => readonly BinnedEntry[];
  /** Changes the rest of the content, in the same commit. */
  readonly change?: (after: VaultContent, before: VaultContent) => VaultContent;
  readonly onStored?: () => Promise<void>;
}

/**
 * The session gets the forms before the bin loses them, since a lock seals the forms of the session.
 * After a failure a form may be in both.
 *
 * @throws AppError as `choose`, `changeVault` and `restore` do.
 */
export function restoreEntries(
  ports: Ports,
  { choose, change = (after) => after, onStored }: Restoring,
): Promise<OpenVault> {
  return changeVault(
    ports,
    async (content) => {
      const entries = choose(content);
      await addDrafts(ports, entries);
      return change(entries.reduce(putBack, content), content);
    },
    onStored,
  );
}

async function addDrafts({ session }: Ports, entries: readonly BinnedEntry[]): Promise<void> {
  const binned = entries.flatMap((entry) => (entry.kind === 'draft' ? [entry] : []));
  if (binned.length === 0) return;
  const { drafts } = await session.readNow();
  if (binned.some(({ key }) => Object.hasOwn(drafts, key))) {
    throw new AppError('draft-open', 'this form has unsaved changes');
  }
  const added = binned.map(({ key, draft }) => [key, draft] as const);
  await session.write({ drafts: { ...drafts, ...Object.fromEntries(added) } });
}
