/**
 * Puts an entry of the bin back where it was. If a credential would go further there than before it was
 * deleted, or if its place is gone, it gets a profile of its own. Pure.
 */
import type { BinnedEntry, BinnedProfile } from '../../domain/bin';
import {
  type HeaderSpec,
  newHeaderSpecId,
  type Profile,
  type ProfileId,
} from '../../domain/profile';
import { reachOf } from '../../domain/scope';
import { widerThan } from '../../domain/widening';
import type { VaultContent } from '../../vault/content';

export function putBack(content: VaultContent, entry: BinnedEntry): VaultContent {
  const left = { ...content, bin: content.bin.filter((each) => each !== entry) };
  if (entry.kind === 'draft') {
    return { ...left, drafts: { ...left.drafts, [entry.key]: entry.draft } };
  }
  if (entry.kind === 'profile') return withProfile(left, entry);
  return withHeaders(left, entry) ?? withOwnProfile(left, entry.profile);
}

function withProfile(content: VaultContent, { profile, at }: BinnedProfile): VaultContent {
  if (content.profiles.some(({ id }) => id === profile.id)) return withOwnProfile(content, profile);
  return { ...content, profiles: content.profiles.toSpliced(at, 0, profile) };
}

/** @returns undefined if the entry cannot go back into the profile that it came from. */
function withHeaders(content: VaultContent, entry: BinnedProfile): VaultContent | undefined {
  const [deleted] = entry.profile.headers;
  const profile = content.profiles.find(({ id }) => id === entry.profile.id);
  const headers =
    deleted &&
    profile &&
    (entry.kind === 'header'
      ? besideOthers(profile, deleted, entry)
      : besideItsHeader(profile, deleted, entry));
  if (!headers) return undefined;
  // An edit that began before must be refused as stale.
  const revised = { ...profile, revision: profile.revision + 1, headers };
  const profiles = content.profiles.map((each) => (each === profile ? revised : each));
  return { ...content, profiles };
}

function besideOthers(
  profile: Profile,
  deleted: HeaderSpec,
  entry: BinnedProfile,
): readonly HeaderSpec[] | undefined {
  const isThere = profile.headers.some(({ id }) => id === deleted.id);
  if (isThere || isWider(entry.profile, deleted, profile, deleted)) return undefined;
  return profile.headers.toSpliced(entry.at, 0, deleted);
}

/** The previous credential comes back into use with the paths and methods that its header has then. */
function besideItsHeader(
  profile: Profile,
  deleted: HeaderSpec,
  entry: BinnedProfile,
): readonly HeaderSpec[] | undefined {
  const header = profile.headers.find(({ id }) => id === deleted.id);
  if (!header || header.previousCredential) return undefined;
  if (isWider(entry.profile, deleted, profile, header)) return undefined;
  const { id, paths, methods, isOff, previousCredential, ...credential } = deleted;
  const previous = { ...credential, ...(entry.isLeft && { isLeft: entry.isLeft }) };
  return profile.headers.map((each) =>
    each === header ? { ...header, previousCredential: previous } : each,
  );
}

function isWider(was: Profile, before: HeaderSpec, profile: Profile, after: HeaderSpec): boolean {
  return widerThan(reachOf(was, before), reachOf(profile, after)).length > 0;
}

/** New ids: nothing that was issued or asked for under the old ones may match. */
function withOwnProfile(content: VaultContent, was: Profile): VaultContent {
  // Cast: this is where the id of a restored profile is made.
  const id = crypto.randomUUID() as ProfileId;
  const headers = was.headers.map((spec) => ({ ...spec, id: newHeaderSpecId() }));
  const at = content.profiles.findIndex((each) => each.id === was.id);
  const place = at === -1 ? content.profiles.length : at + 1;
  // Marked since: no restore takes the mark off a credential.
  const production = was.production ?? content.profiles[at]?.production;
  const restored = { ...was, ...(production && { production }), id, revision: 1, headers };
  const told = content.widenings.filter(({ profileId }) => profileId === was.id);
  return {
    ...content,
    profiles: content.profiles.toSpliced(place, 0, restored),
    // A wider use that the user has not answered stays to be told.
    widenings: [...content.widenings, ...told.map((each) => ({ ...each, profileId: id }))],
  };
}
