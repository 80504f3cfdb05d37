/** Makes the file with profiles for others, without their secrets. */
import type { MadeShare, UnmadeShare } from '../../domain/share';
import { secretInOpenPart } from '../../exchange/share/secret-in-open-part';
import { sharedProfile, writeShare } from '../../exchange/share/write-share';
import type { Ports } from '../ports';
import { openVault } from '../vault/open-vault';

/** @returns undefined if none of the profiles is left. @throws AppError as `openVault` does. */
export async function makeShare(
  ports: Ports,
  { profileIds, notes }: { readonly profileIds: readonly string[]; readonly notes: boolean },
): Promise<MadeShare | UnmadeShare | undefined> {
  const wanted = new Set<string>(profileIds);
  const { content } = await openVault(ports);
  const profiles = content.profiles.filter(({ id }) => wanted.has(id));
  for (const profile of profiles) {
    const secretIn = secretInOpenPart(sharedProfile(profile, notes), profile.headers);
    if (secretIn) return { secretIn, name: profile.name };
  }
  return profiles.length === 0 ? undefined : writeShare(profiles, notes);
}
