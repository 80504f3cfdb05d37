/** A form's draft → a profile in the vault, picked if asked, its headers in force. */
import { AppError } from '../domain/errors';
import {
  type HeaderDraft,
  type HeaderSpec,
  type HeaderSpecId,
  type Picks,
  PROFILE_NAME_MAX_LENGTH,
  type Profile,
  type ProfileDraft,
  type ProfileId,
} from '../domain/profile';
import { parseOrigin, parsePathScope, type Site } from '../domain/site';
import { findScheme } from '../schemes';
import { issueHeader } from './issue-due';
import { commit, openVault } from './open-vault';
import type { Ports } from './ports';
import { syncRules } from './sync-rules';

/**
 * Everything is parsed, and every header issued once, before anything is stored.
 *
 * @throws AppError `profile-invalid`, `site-invalid` or `credential-invalid` naming the field;
 * `profile-unknown` if the profile was removed meanwhile.
 */
export async function saveProfile(
  ports: Ports,
  { profile: draft, pick }: { readonly profile: ProfileDraft; readonly pick: boolean },
): Promise<void> {
  const vault = await openVault(ports);
  const { profiles, picks } = vault.content;
  const stored = profiles.find(({ id }) => id === draft.id);
  if (draft.id !== undefined && !stored) throw new AppError('profile-unknown', 'no such profile');
  const profile = parseProfile(draft, stored);
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

function parseProfile(draft: ProfileDraft, stored: Profile | undefined): Profile {
  const headers = draft.headers.map((header) => parseHeader(header, stored));
  if (headers.length === 0) throw invalid('schemeId', 'required');
  return {
    // Cast: this is where profile ids are made.
    id: stored?.id ?? (crypto.randomUUID() as ProfileId),
    name: parseName(draft.name),
    sites: parseSites(draft.sites),
    headers,
  };
}

function parseName(typed: string): string {
  const name = typed.trim();
  if (name === '') throw invalid('name', 'required');
  if (name.length > PROFILE_NAME_MAX_LENGTH) throw invalid('name', 'too-long');
  if (/[\p{Cc}\p{Cs}]/u.test(name)) throw invalid('name', 'control-character');
  return name;
}

function parseSites(typed: ProfileDraft['sites']): Site[] {
  const sites = typed.map(({ url, path }) => ({
    origin: parseOrigin(url),
    path: parsePathScope(path),
  }));
  if (sites.length === 0) throw invalid('site', 'required');
  return sites;
}

function parseHeader(
  { id, schemeId, fields }: HeaderDraft,
  stored: Profile | undefined,
): HeaderSpec {
  const kept = stored?.headers.find((spec) => spec.id === id && spec.schemeId === schemeId);
  if (fields === undefined && kept) return kept;
  const scheme = findScheme(schemeId);
  // A new id for a new credential: what was issued from the old one fits no more.
  // Cast: this is where header spec ids are made.
  const newId = crypto.randomUUID() as HeaderSpecId;
  return { id: newId, schemeId: scheme.id, credential: scheme.parse(fields ?? {}) };
}

/** The picks, less those on origins the profile has left, plus its own where asked. */
function repick(picks: Picks, { id, sites }: Profile, pick: boolean): Picks {
  const own = new Set<string>(sites.map(({ origin }) => origin));
  const kept = Object.entries(picks).filter(([origin, picked]) => picked !== id || own.has(origin));
  const added = pick ? [...own].map((origin) => [origin, id] as const) : [];
  return Object.fromEntries([...kept, ...added]);
}

function invalid(field: string, problem: NonNullable<AppError['problem']>): AppError {
  return new AppError('profile-invalid', `${field}: ${problem}`, { field, problem });
}
