/**
 * The content of a vault after a restore. Pure.
 *
 * A profile of the file never joins a stored credential: it becomes a profile of its own, and an id that
 * the vault or the session knows is not used again.
 */
import type { Backup } from '../../backup/backup-schema';
import type { Call } from '../../domain/call';
import { parseOrigin } from '../../domain/parse-site';
import type { PickTimes } from '../../domain/pick-times';
import type { SitePicks } from '../../domain/picks';
import {
  type HeaderSpecId,
  newHeaderSpecId,
  type Production,
  type Profile,
  type ProfileId,
} from '../../domain/profile';
import { credentialKey } from '../../domain/profile-content';
import type { Origin } from '../../domain/site';
import type { VaultContent } from '../../vault/content';
import { matchedIn } from './matched-profiles';
import { type RestoredProfile, restoredProfile } from './restored-profile';
import { tightened } from './tightened';

/** A profile of the file: as it is restored, and the equal one that is stored already. */
export interface RestoredEntry {
  readonly restored: RestoredProfile;
  readonly match: Profile | undefined;
}

/** @param now - Milliseconds since the Unix epoch. */
export function restoredEntries(
  { profiles }: Backup,
  stored: readonly Profile[],
  now: number,
): readonly RestoredEntry[] {
  const marks = marksOf(stored);
  const all = profiles
    .map((profile) => restoredProfile(profile, now))
    .map((restored) =>
      restored.profile ? { profile: withStoredMark(restored.profile, marks) } : restored,
    );
  const matches = matchedIn(
    stored,
    all.map(({ profile }) => profile),
  );
  return all.map((restored, index) => ({ restored, match: matches[index] }));
}

type Marks = ReadonlyMap<string, Production>;

/** The marks of stored production profiles, by their credentials. */
function marksOf(stored: readonly Profile[]): Marks {
  return new Map(
    stored.flatMap(({ production, headers }) =>
      production ? headers.map((header) => [credentialKey(header), production] as const) : [],
    ),
  );
}

/** A file takes the mark of a production profile off none of its credentials, nor adds a path that reads. */
function withStoredMark(profile: Profile, marks: Marks): Profile {
  const mark = profile.headers.flatMap((header) => marks.get(credentialKey(header)) ?? [])[0];
  if (!mark) return profile;
  const { production = mark } = profile;
  const readPaths = production.readPaths.filter((path) => mark.readPaths.includes(path));
  return { ...profile, production: { readPaths } };
}

interface Restore {
  readonly backup: Backup;
  /** Ids that the session knows. */
  readonly used: Iterable<string>;
  readonly now: number;
}

/** Adds the profiles that are not there. Picks stay as they are. */
export function merged(content: VaultContent, restore: Restore): VaultContent {
  const { profiles } = placed(content, restore);
  const added = profiles.filter((profile) => !content.profiles.includes(profile));
  return {
    ...content,
    profiles: [...content.profiles, ...added],
    settings: tightened(content.settings, restore.backup.settings),
  };
}

/** The profiles and picks of the backup in place of all others. An equal profile stays signed in. */
export function replaced(content: VaultContent, restore: Restore): VaultContent {
  const { backup } = restore;
  const { profiles, idOf } = placed(content, restore);
  return {
    ...content,
    profiles,
    sitePicks: picksOf(backup, profiles, idOf),
    pickTimes: pickTimesOf(backup, idOf),
    settings: tightened(content.settings, backup.settings),
    declinedCalls: backup.declinedCalls.flatMap(callOf),
  };
}

type IdOf = ReadonlyMap<string, ProfileId>;

/** @returns the profiles in the order of the file, and for each id in the file the one that it has now. */
function placed(content: VaultContent, { backup, used, now }: Restore) {
  const known = new Set([...used, ...idsIn(content)]);
  const idOf = new Map<string, ProfileId>();
  const profiles = restoredEntries(backup, content.profiles, now).flatMap(({ restored, match }) => {
    if (!restored.profile) return [];
    const profile = match ?? withFreshIds(restored.profile, known);
    idOf.set(restored.profile.id, profile.id);
    return [profile];
  });
  return { profiles, idOf };
}

/** Also those of parts that outlive a profile: a restored one must not come to own them. */
function idsIn(content: VaultContent): readonly string[] {
  const { profiles, bin, drafts, replacements, widenings } = content;
  const binned = bin.map((entry) => (entry.kind === 'draft' ? entry.draft : entry.profile));
  const replaced = Object.values(replacements).flatMap((each) => (each ? [each.profileId] : []));
  const widened = widenings.flatMap(({ profileId, before }) => [
    profileId,
    ...before.headers.map(({ id }) => id),
  ]);
  const owned = [...profiles, ...binned, ...Object.values(drafts)].flatMap(({ id, headers }) =>
    [id, ...headers.map((each) => each.id)].flatMap((each) => each ?? []),
  );
  return [...owned, ...Object.keys(drafts), ...Object.keys(replacements), ...replaced, ...widened];
}

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

/** Adds the ids to those that are known. */
function withFreshIds(profile: Profile, known: Set<string>): Profile {
  function fresh<T extends string>(id: T, make: () => T): T {
    const free = UUID.test(id) && !known.has(id) ? id : make();
    known.add(free);
    return free;
  }
  return {
    ...profile,
    // Cast: a new id of a profile.
    id: fresh(profile.id, () => crypto.randomUUID() as ProfileId),
    headers: profile.headers.map((header) => ({
      ...header,
      id: fresh<HeaderSpecId>(header.id, newHeaderSpecId),
    })),
  };
}

/** A profile is picked only where it has a site. */
function picksOf({ picks }: Backup, profiles: readonly Profile[], idOf: IdOf): SitePicks {
  const byId = new Map(profiles.map((profile) => [profile.id, profile]));
  return Object.fromEntries(
    Object.entries(picks).flatMap(([origin, { identity, extras, extrasAlone }]) => {
      const at = (id: string): readonly ProfileId[] => {
        const known = idOf.get(id);
        const profile = known && byId.get(known);
        return profile?.sites.some((site) => site.origin === origin) ? [profile.id] : [];
      };
      const [picked] = identity === undefined ? [] : at(identity);
      const others = extras.flatMap(at);
      if (!picked && others.length === 0) return [];
      return [
        [
          origin,
          {
            ...(picked && { identity: picked }),
            extras: others,
            ...(extrasAlone && !picked && others.length > 0 && { extrasAlone }),
          },
        ],
      ];
    }),
  );
}

function pickTimesOf({ pickTimes }: Backup, idOf: IdOf): PickTimes {
  return Object.fromEntries(
    Object.entries(pickTimes).flatMap(([id, at]) => {
      const known = idOf.get(id);
      return known === undefined ? [] : [[known, at]];
    }),
  );
}

function callOf({ caller, site }: Backup['declinedCalls'][number]): readonly Call[] {
  const parsed = [caller, site].flatMap(originOf);
  const [from, to] = parsed;
  return from !== undefined && to !== undefined && parsed.length === 2
    ? [{ caller: from, site: to }]
    : [];
}

function originOf(text: string): readonly Origin[] {
  try {
    return [parseOrigin(text, { allowHttp: true })];
  } catch {
    return [];
  }
}
