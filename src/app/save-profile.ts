/** A form's draft → a profile in the vault, picked if asked, its headers in force. */
import { AppError } from '../domain/errors';
import type { Picks, Profile } from '../domain/profile';
import type { ProfileDraft } from '../domain/profile-draft';
import { issueHeader } from './issue-due';
import { commit, openVault } from './open-vault';
import { parseProfile } from './parse-profile';
import type { Ports } from './ports';
import { syncRules } from './sync-rules';

/**
 * Everything is parsed, and every header issued once, before anything is stored.
 *
 * @throws AppError `profile-invalid`, `site-invalid`, `credential-invalid` or `credential-doubtful`
 * naming the field; `profile-unknown` if the profile was removed meanwhile, `profile-stale` if it
 * was changed.
 */
export async function saveProfile(
  ports: Ports,
  { profile: draft, pick }: { readonly profile: ProfileDraft; readonly pick: boolean },
): Promise<void> {
  const vault = await openVault(ports);
  const { profiles, picks } = vault.content;
  const stored = profiles.find(({ id }) => id === draft.id);
  if (draft.id !== undefined && !stored) throw new AppError('profile-unknown', 'no such profile');
  if (stored && stored.revision !== draft.revision) {
    throw new AppError('profile-stale', 'changed since the edit began');
  }
  const profile = parseProfile(draft, stored, ports.now());
  for (const spec of profile.headers) await issueHeader(spec, ports.now());

  const next = stored
    ? profiles.map((candidate) => (candidate === stored ? profile : candidate))
    : [...profiles, profile];
  await commit(ports, vault, {
    ...vault.content,
    profiles: next,
    picks: repick(picks, profile, pick),
  });
  await syncRules(ports);
}

/** The picks, less those on origins the profile has left, plus its own where asked. */
function repick(picks: Picks, { id, sites }: Profile, pick: boolean): Picks {
  const own = new Set<string>(sites.map(({ origin }) => origin));
  const kept = Object.entries(picks).filter(([origin, picked]) => picked !== id || own.has(origin));
  const added = pick ? [...own].map((origin) => [origin, id] as const) : [];
  return Object.fromEntries([...kept, ...added]);
}
