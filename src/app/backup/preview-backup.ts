/** Shows what a backup holds and what a restore would do, without secrets. */
import type { Backup, StoredProfile } from '../../backup/backup-schema';
import type { BackedUpProfile, BackupPreview } from '../../domain/backup';
import type { SchemeId } from '../../domain/credential';
import { plainText } from '../../domain/plain-text';
import { PROFILE_NAME_MAX_LENGTH } from '../../domain/profile-draft';
import type { Settings } from '../../domain/settings';
import type { Origin } from '../../domain/site';
import { widerPartsOf } from '../../domain/wider-parts';
import { knownScheme } from '../../schemes';
import type { VaultContent } from '../../vault/content';
import { originsAsked } from '../tokens/asked-addresses';
import { serversOf } from '../tokens/servers-of';
import { type RestoredEntry, restoredEntries } from './restored-content';
import { tightened } from './tightened';

/** @param now - Milliseconds since the Unix epoch. */
export function previewOf(backup: Backup, content: VaultContent, now: number): BackupPreview {
  const entries = restoredEntries(backup, content.profiles, now);
  return {
    madeAt: backup.madeAt,
    profiles: entries.flatMap((entry, index) => {
      const stored = backup.profiles[index];
      return stored ? [row(stored, entry)] : [];
    }),
    tightened: changesOf(content.settings, tightened(content.settings, backup.settings)),
    picks: Object.keys(backup.picks).length,
    origins: [...new Set(entries.flatMap(originsIn))],
  };
}

/** A refused profile may have any text. */
function row(stored: StoredProfile, { restored, match }: RestoredEntry): BackedUpProfile {
  const schemes = stored.headers.flatMap(({ schemeId }) => knownScheme(schemeId) ?? []);
  const { profile } = restored;
  return {
    name: plainText(stored.name, PROFILE_NAME_MAX_LENGTH),
    hosts: [...new Set(stored.sites.flatMap(({ origin }) => hostOf(origin)))],
    schemes: schemes.map(({ id }): SchemeId => id),
    ...(profile?.isExtra && { isExtra: true as const }),
    ...(profile?.production && { isProduction: true as const }),
    wider: profile ? widerPartsOf(profile) : [],
    callers: profile?.callers ?? [],
    servers: profile ? serversOf(profile) : [],
    isThere: match !== undefined,
    signIns: match ? 0 : schemes.filter(({ grant }) => grant?.signIn).length,
    ...(restored.refused && { refused: restored.refused }),
  };
}

/** The origins of one profile. One that is there already may lack access too. */
function originsIn({ restored: { profile } }: RestoredEntry): readonly Origin[] {
  if (!profile) return [];
  const { sites, headers } = profile;
  return [
    ...sites.map(({ origin }) => origin),
    ...headers.filter(({ isOff }) => !isOff).flatMap(originsAsked),
  ];
}

function hostOf(address: string): readonly string[] {
  return URL.canParse(address) ? [new URL(address).host] : [];
}

function changesOf(before: Settings, after: Settings): Partial<Settings> {
  const changed = Object.entries(after).filter(
    // Cast: the keys of settings, which `entries` loses.
    ([name, value]) => before[name as keyof Settings] !== value,
  );
  return Object.fromEntries(changed);
}
