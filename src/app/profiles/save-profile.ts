/** Saves a form's draft as a profile, and picks it on its sites if the user wants that. */
import { withChangedRole } from '../../domain/changed-role';
import { AppError } from '../../domain/errors';
import { type SitePicks, withoutProfile, withUsed } from '../../domain/picks';
import type { HeaderSpec, Profile } from '../../domain/profile';
import type { ProfileDraft } from '../../domain/profile-draft';
import { findScheme } from '../../schemes';
import type { VaultContent } from '../../vault/content';
import { changeVault } from '../headers/change-vault';
import { issueHeader } from '../headers/issue-due';
import { heldBackOn } from '../headers/picked-profiles';
import type { Ports } from '../ports';
import { askAgain } from '../tokens/refused-token';
import type { OpenVault } from '../vault/commit';
import { placedAt } from './field-place';
import { judgeTyped } from './judge-typed';
import { completed, withoutDraft } from './kept-drafts';
import { parseProfile } from './parse-profile';

/**
 * Parses the draft and issues every header once before it stores the profile.
 *
 * @throws AppError `profile-invalid`, `site-invalid`, `credential-invalid` or `credential-doubtful`
 * naming the field; `profile-unknown` if the profile was removed meanwhile, `profile-stale` if it
 * was changed; `confirmation-needed` if a stored key would go further.
 */
export async function saveProfile(
  ports: Ports,
  { profile: draft, pick }: { readonly profile: ProfileDraft; readonly pick: boolean },
): Promise<OpenVault> {
  let saved: Profile | undefined;
  return changeVault(
    ports,
    async (content) => {
      const { profiles, drafts } = content;
      const stored = storedOf(draft, profiles);
      const profile = await profileOf(ports, draft, stored);
      saved = profile;
      const next = stored
        ? profiles.map((candidate) => (candidate === stored ? profile : candidate))
        : [...profiles, profile];
      return {
        ...content,
        profiles: next,
        sitePicks: repick(content, profile, { stored, pick }),
        drafts: withoutDraft(drafts, draft),
      };
    },
    async () => {
      const { drafts } = await ports.session.readNow();
      await ports.session.write({ drafts: withoutDraft(drafts, draft) });
      if (saved) await askAgain(ports, saved);
    },
  );
}

/** The profile that the draft edits; undefined for a new one. */
function storedOf(draft: ProfileDraft, profiles: readonly Profile[]): Profile | undefined {
  const stored = profiles.find(({ id }) => id === draft.id);
  // Revision 0 of a removed profile: the user has chosen to create it again.
  if (draft.id !== undefined && !stored && draft.revision !== 0) {
    throw new AppError('profile-unknown', 'no such profile');
  }
  if (stored && stored.revision !== draft.revision) {
    throw new AppError('profile-stale', 'changed since the edit began');
  }
  return stored;
}

async function profileOf(
  ports: Ports,
  draft: ProfileDraft,
  stored: Profile | undefined,
): Promise<Profile> {
  const { drafts } = await ports.session.readNow();
  const profile = parseProfile(completed(draft, drafts), stored, ports.now());
  await judgeTyped(ports, draft, profile, stored);
  for (const [index, spec] of profile.headers.entries()) {
    await issueOnce(spec, ports.now()).catch((error) => {
      throw placedAt(`headers.${index}`, error);
    });
  }
  return profile;
}

/** Issues a header as a check, unless it carries a token, which only a server can give. */
export async function issueOnce(spec: HeaderSpec, now: number): Promise<void> {
  if (!findScheme(spec.schemeId).grant) await issueHeader(spec, now);
}

interface Saving {
  readonly stored: Profile | undefined;
  /** The user wants to use it on its sites. */
  readonly pick: boolean;
}

/** Removes the picks on origins that the profile has left; on its others it goes on, in another role too. */
function repick(content: VaultContent, profile: Profile, { stored, pick }: Saving): SitePicks {
  const { id, sites } = profile;
  const own = new Set(sites.map(({ origin }) => origin));
  const kept = withoutProfile(content.sitePicks, id, (origin) => !own.has(origin));
  const hasOtherRole = stored !== undefined && stored.isExtra !== profile.isExtra;
  const changed = (hasOtherRole ? [...own] : []).reduce((picks, origin) => {
    const held = new Set(heldBackOn(content, origin).map(({ extra }) => extra));
    return withChangedRole(picks, origin, profile, held);
  }, kept);
  return pick ? withUsed(changed, profile, [...own]) : changed;
}
