/** Undoes the last deletion: all of it is back where it was, with the picks that it has ended. */
import { AppError } from '../../domain/errors';
import { withEnd } from '../../domain/pick-end';
import { withExtra, withUsed } from '../../domain/picks';
import type { VaultContent } from '../../vault/content';
import type { Ports } from '../ports';
import type { Undo } from '../session';
import { undoOffer } from '../undo-offer';
import type { OpenVault } from '../vault/commit';
import { restoreEntries } from './restore';

/**
 * @param ids - Those of the offer that the user has seen.
 * @throws AppError `undo-over`, also if another window has deleted since; and as `restore` does.
 */
export async function undo(ports: Ports, ids: readonly string[]): Promise<OpenVault> {
  const { undo: last } = await ports.session.readNow();
  return restoreEntries(ports, {
    choose(content) {
      const offer = undoOffer(content, last, ports.now());
      if (offer?.ids.join() !== ids.join()) {
        throw new AppError('undo-over', 'this deletion cannot be undone');
      }
      return content.bin.filter(({ id }) => offer.ids.includes(id));
    },
    change: (after, before) => (last ? withPicks(after, before, last) : after),
    onStored: () => ports.session.write({ undo: undefined }),
  });
}

function withPicks(
  after: VaultContent,
  before: VaultContent,
  { picks: ended, ends = {}, turnedOff }: Undo,
): VaultContent {
  const there = new Set(before.profiles.map(({ id }) => id));
  const back = new Map(
    after.profiles.filter(({ id }) => !there.has(id)).map((each) => [each.id, each]),
  );
  const sitePicks = ended.reduce((picks, [origin, id]) => {
    const profile = back.get(id);
    if (profile && turnedOff.includes(origin))
      return withEnd(withUsed(picks, profile, [origin]), origin, ends[origin]);
    // The user may have picked another profile since, or Off: an extra gets its tick back, and no more.
    return profile?.isExtra ? withExtra(picks, origin, id, true) : picks;
  }, after.sitePicks);
  return { ...after, sitePicks };
}
