/** What the pages may know at this moment. */

import type { AppState, HeaderStatus, ProfileSummary, VaultStatus } from '../domain/app-state';
import type { SchemeId } from '../domain/credential';
import { AppError } from '../domain/errors';
import type { HeaderSpecId, Profile } from '../domain/profile';
import type { Origin } from '../domain/site';
import { schemes } from '../schemes';
import { EMPTY_CONTENT } from '../vault/content';
import { openVault } from './open-vault';
import type { Ports, Session } from './ports';

const CLOSED: Partial<Record<AppError['code'], VaultStatus>> = {
  'vault-missing': 'missing',
  'vault-locked': 'locked',
  'vault-damaged': 'damaged',
  'vault-newer': 'newer',
};

const { paused, autoLockMinutes } = EMPTY_CONTENT;
/** What a vault shows that is not open. */
const NOTHING = { profiles: [], picks: {}, allowed: [], paused, autoLockMinutes } as const;

export async function readState(ports: Ports): Promise<AppState> {
  const summaries = schemes.map(({ id, fields }) => ({ id, fields }));
  try {
    const { content } = await openVault(ports);
    const session = await ports.session.read();
    const profiles = content.profiles.map((profile) => summarise(profile, session));
    // Cast: the keys of picks are origins; `keys` forgets it.
    const origins = Object.keys(content.picks) as Origin[];
    const allowed = [...(await ports.permissions.allowed(origins))];
    const { picks, paused, autoLockMinutes } = content;
    return {
      vault: 'unlocked',
      profiles,
      picks,
      allowed,
      paused,
      autoLockMinutes,
      schemes: summaries,
    };
  } catch (error) {
    // Whatever keeps it from being read, a page must not go on showing what was there before.
    const vault = (error instanceof AppError && CLOSED[error.code]) || 'damaged';
    return { ...NOTHING, vault, schemes: summaries };
  }
}

function summarise({ headers, ...profile }: Profile, session: Session): ProfileSummary {
  return {
    ...profile,
    // Everything but the credential.
    headers: headers.map(({ id, schemeId, credential, paths, methods }) => {
      const headerName = headerNameOf(schemeId, credential);
      return { id, schemeId, headerName, paths, methods, status: statusOf(id, session) };
    }),
  };
}

function headerNameOf(schemeId: SchemeId, credential: unknown): string {
  const scheme = schemes.find(({ id }) => id === schemeId);
  return scheme?.headerName(credential) ?? '';
}

function statusOf(id: HeaderSpecId, { issued, failures }: Session): HeaderStatus {
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
