/** What the pages may know at this moment. */

import type { AppState, ProfileSummary, VaultStatus } from '../domain/app-state';
import { AppError } from '../domain/errors';
import type { HeaderSpec, HeaderStatus, Profile } from '../domain/profile';
import type { Origin } from '../domain/site';
import { schemes } from '../schemes';
import { openVault } from './open-vault';
import type { Ports, Session } from './ports';

const CLOSED: Partial<Record<AppError['code'], VaultStatus>> = {
  'vault-missing': 'missing',
  'vault-locked': 'locked',
  'vault-damaged': 'damaged',
  'vault-newer': 'newer',
};

export async function readState(ports: Ports): Promise<AppState> {
  const summaries = schemes.map(({ id, fields }) => ({ id, fields }));
  try {
    const { content } = await openVault(ports);
    const session = await ports.session.read();
    const profiles = content.profiles.map((profile) => summarise(profile, session));
    // Cast: the keys of picks are origins; `keys` forgets it.
    const origins = Object.keys(content.picks) as Origin[];
    const allowed = [...(await ports.permissions.allowed(origins))];
    return { vault: 'unlocked', profiles, picks: content.picks, allowed, schemes: summaries };
  } catch (error) {
    const vault = error instanceof AppError ? CLOSED[error.code] : undefined;
    if (!vault) throw error;
    return { vault, profiles: [], picks: {}, allowed: [], schemes: summaries };
  }
}

function summarise({ id, name, sites, headers }: Profile, session: Session): ProfileSummary {
  return {
    id,
    name,
    sites,
    headers: headers.map((spec) => ({
      id: spec.id,
      schemeId: spec.schemeId,
      status: statusOf(spec, session),
    })),
  };
}

function statusOf({ id }: HeaderSpec, { issued, failures }: Session): HeaderStatus {
  const failure = failures[id];
  if (failure) return { state: 'failed', failure };
  const current = issued[id];
  if (!current) return { state: 'idle' };
  const { header, issuedAt, expiresAt } = current;
  return {
    state: 'installed',
    name: header.name,
    issuedAt,
    ...(expiresAt !== undefined && { expiresAt }),
  };
}
