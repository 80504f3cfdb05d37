/** Replaces the only secret of a stored credential, as the popup does; the rest of the profile stays. */
import type { Doubt } from '../../domain/doubts';
import { AppError } from '../../domain/errors';
import { type HeaderSpec, newHeaderSpecId, type Profile } from '../../domain/profile';
import { findScheme } from '../../schemes';
import type { VaultContent } from '../../vault/content';
import { changeVault } from '../headers/change-vault';
import { issueHeader } from '../headers/issue-due';
import type { Ports } from '../ports';
import { askAgain } from '../tokens/refused-token';
import type { OpenVault } from '../vault/commit';
import { refuseDoubts } from './check-credential';
import { findingsOf } from './check-replacement';
import { replacementOf, withoutReplacement } from './kept-replacements';
import { previousFor } from './replaced-credential';
import { replacedSecret } from './replaced-secret';

interface Replacing {
  readonly profileId: string;
  /** The profile's revision when the user began to type. */
  readonly revision: number;
  readonly headerId: string;
  /** Absent: the value that the background keeps for this header. */
  readonly value?: string;
  /** The doubts that the user has answered with “use it as it is”. */
  readonly accepted: readonly Doubt[];
}

/**
 * @throws AppError `profile-unknown`; `profile-stale` if the profile was changed since the user began to
 * type; `credential-invalid` or `credential-doubtful` naming the field.
 */
export async function replaceCredential(ports: Ports, replacing: Replacing): Promise<OpenVault> {
  const { headerId } = replacing;
  let saved: Profile | undefined;
  return changeVault(
    ports,
    async (content) => {
      const [profile, spec] = await headerIn(content, replacing);
      const next = await replacedHeader(ports, spec, replacing);
      const headers = profile.headers.map((each) => (each === spec ? next : each));
      // The same secret again is no change.
      const isSame = next === spec;
      saved = isSame ? profile : { ...profile, revision: profile.revision + 1, headers };
      return {
        ...content,
        profiles: content.profiles.map((each) => (each === profile && saved ? saved : each)),
        replacements: withoutReplacement(content.replacements, headerId),
      };
    },
    async () => {
      const { replacements } = await ports.session.readNow();
      await ports.session.write({ replacements: withoutReplacement(replacements, headerId) });
      if (saved) await askAgain(ports, saved);
    },
  );
}

function headerIn(
  { profiles }: VaultContent,
  { profileId, revision, headerId }: Replacing,
): readonly [Profile, HeaderSpec] {
  const profile = profiles.find(({ id }) => id === profileId);
  if (!profile) throw new AppError('profile-unknown', 'no such profile');
  const spec = profile.headers.find(({ id }) => id === headerId);
  if (profile.revision !== revision || !spec) throw stale();
  return [profile, spec];
}

async function replacedHeader(
  ports: Ports,
  stored: HeaderSpec,
  replacing: Replacing,
): Promise<HeaderSpec> {
  const now = ports.now();
  const value = replacing.value ?? (await keptValue(ports, stored, replacing));
  const { fields } = replacedSecret(stored, value);
  const credential = findScheme(stored.schemeId).parse(fields);
  refuseDoubts({ findings: findingsOf(stored, value, now), facts: [] }, replacing.accepted);
  if (JSON.stringify(credential) === JSON.stringify(stored.credential)) return stored;
  const next: HeaderSpec = {
    ...stored,
    // A new id for a new credential, so that nothing issued from the old one matches.
    id: newHeaderSpecId(),
    credential,
    rotatedAt: now,
    // An older build did not store the time when the credential was set: it counts from this save.
    previousCredential: previousFor({ rotatedAt: now, ...stored }),
  };
  await issueHeader(next, now);
  return next;
}

/** The page that saves has not typed it, so the edit began with the revision that is kept beside it. */
async function keptValue(
  { session, now }: Ports,
  { id }: HeaderSpec,
  { revision }: Replacing,
): Promise<string> {
  const { replacements } = await session.readNow();
  const kept = replacementOf(replacements, id, now());
  if (!kept) throw new AppError('replacement-gone', 'no typed value is kept');
  if (kept.revision !== revision) throw stale();
  return kept.value;
}

function stale(): AppError {
  return new AppError('profile-stale', 'changed since the user began to type');
}
