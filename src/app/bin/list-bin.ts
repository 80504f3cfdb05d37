/** Lists the bin for its page. */
import { BIN_DAYS, type BinnedEntry, type BinnedItem } from '../../domain/bin';
import type { Ports } from '../ports';
import { openVault } from '../vault/open-vault';

const DAY_MS = 24 * 60 * 60_000;

/** @returns the entries without their credentials, the latest first. */
export async function listBin(ports: Ports): Promise<readonly BinnedItem[]> {
  const { content } = await openVault(ports);
  return content.bin.map(itemOf).toReversed();
}

function itemOf(entry: BinnedEntry): BinnedItem {
  const { id, kind } = entry;
  const deletedAt = entry.restartedAt ?? entry.deletedAt;
  const shared = { id, kind, deletedAt, endsAt: deletedAt + BIN_DAYS * DAY_MS };
  if (entry.kind === 'draft') {
    const { name, colour, headers } = entry.draft;
    return {
      ...shared,
      name,
      colour,
      origins: [],
      schemeIds: headers.map((each) => each.schemeId),
    };
  }
  const { name, colour, sites, headers } = entry.profile;
  const isSignedIn = headers.some(
    ({ refreshToken, lastingToken }) => refreshToken !== undefined || lastingToken !== undefined,
  );
  return {
    ...shared,
    name,
    colour,
    origins: [...new Set(sites.map(({ origin }) => origin))],
    schemeIds: headers.map(({ schemeId }) => schemeId),
    ...(isSignedIn && { isSignedIn }),
  };
}
