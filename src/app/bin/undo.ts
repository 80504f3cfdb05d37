/** Undoes the last deletion within ten seconds, and never past a lock. */
import { UNDO_MS, type UndoOffer } from '../../domain/bin';
import { AppError } from '../../domain/errors';
import { identityAt, withIdentity } from '../../domain/picks';
import type { VaultContent } from '../../vault/content';
import { changeVault } from '../headers/change-vault';
import type { Ports } from '../ports';
import type { Undo } from '../session';
import type { OpenVault } from '../vault/commit';
import { restored } from './restore';

/** @throws AppError `undo-over`. */
export async function undo(ports: Ports): Promise<OpenVault> {
  const { undo: last } = await ports.session.readNow();
  return changeVault(
    ports,
    (content) => {
      if (!last || !undoOffer(content, last, ports.now())) {
        throw new AppError('undo-over', 'nothing can be undone');
      }
      const next = last.ids.reduce(restored, content);
      // The user may have picked another profile since.
      const sitePicks = last.picks.reduce(
        (picks, [origin, id]) =>
          identityAt(picks, origin) ? picks : withIdentity(picks, origin, id),
        next.sitePicks,
      );
      return { ...next, sitePicks };
    },
    () => ports.session.write({ undo: undefined }),
  );
}

/** @returns the deletion that can be undone now. */
export function undoOffer(
  { bin }: Pick<VaultContent, 'bin'>,
  last: Undo | undefined,
  now: number,
): UndoOffer | undefined {
  // A clock that was set back ends it too.
  if (!last || Math.abs(now - last.at) >= UNDO_MS) return undefined;
  const entries = bin.filter(({ id }) => last.ids.includes(id));
  const [first] = entries;
  if (!first || entries.length < last.ids.length) return undefined;
  const { name } = first.kind === 'draft' ? first.draft : first.profile;
  return { kind: first.kind, name, ids: last.ids, endsAt: last.at + UNDO_MS };
}
