/** Saves profiles of a shared file, with the secrets that the user has typed for them: one commit. */
import { AppError } from '../../domain/errors';
import type { Profile } from '../../domain/profile';
import { readShare } from '../../exchange/share/read-share';
import { shareDraft, type TypedHeader } from '../../exchange/share/share-draft';
import { changeVault } from '../headers/change-vault';
import { pickedOnAll } from '../headers/pick';
import type { Ports } from '../ports';
import { placedAt } from '../profiles/field-place';
import { parseProfile } from '../profiles/parse-profile';
import { issueOnce } from '../profiles/save-profile';
import type { OpenVault } from '../vault/commit';

export interface ImportedShare {
  readonly text: string;
  /** The digest of the review that the user has seen. */
  readonly digest: string;
  readonly profiles: readonly WantedProfile[];
  /** Whether to pick them on their sites. Of two on one site the later one is picked. */
  readonly pick: boolean;
}

interface WantedProfile {
  /** Its position in the file. */
  readonly at: number;
  readonly name: string;
  /** For each header of the profile, in its order. */
  readonly headers: readonly TypedHeader[];
}

/**
 * Each profile becomes a new one: a profile of a file never joins a stored credential.
 *
 * @throws AppError `share-changed` if the file is not the one of the review; `import-refused`; as
 * `saveProfile`, naming the field as `profiles.0.headers.1.token`, by the position in the file.
 */
export async function importShare(ports: Ports, imported: ImportedShare): Promise<OpenVault> {
  const { share, digest } = readShare(imported.text);
  if (digest !== imported.digest) throw new AppError('share-changed', 'not what was reviewed');
  return changeVault(ports, async (content) => {
    const added: Profile[] = [];
    for (const { at, name, headers } of imported.profiles) {
      const shared = share.profiles[at];
      if (!shared) throw new AppError('share-changed', 'no such profile in the file');
      added.push(await placed(`profiles.${at}`, () => made(ports, { ...shared, name }, headers)));
    }
    const { profiles, sitePicks } = content;
    return {
      ...content,
      profiles: [...profiles, ...added],
      sitePicks: imported.pick ? pickedOnAll(sitePicks, added) : sitePicks,
    };
  });
}

async function made(
  { now }: Pick<Ports, 'now'>,
  shared: Parameters<typeof shareDraft>[0],
  typed: readonly TypedHeader[],
): Promise<Profile> {
  const profile = parseProfile(shareDraft(shared, typed), undefined, now());
  for (const [index, spec] of profile.headers.entries()) {
    await placed(`headers.${index}`, () => issueOnce(spec, now()));
  }
  return profile;
}

async function placed<T>(place: string, act: () => T | Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw placedAt(place, error);
  }
}
