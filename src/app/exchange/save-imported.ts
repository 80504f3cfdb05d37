/** Saves the profiles of an import in one commit: all of them or none. */
import { AppError } from '../../domain/errors';
import type { Profile } from '../../domain/profile';
import type { ProfileDraft } from '../../domain/profile-draft';
import { changeVault } from '../headers/change-vault';
import { pickedOnAll } from '../headers/pick';
import type { Ports } from '../ports';
import { issueOnce } from '../profiles/save-profile';
import type { OpenVault } from '../vault/commit';
import { forgetReview } from './kept-review';
import { parseImported } from './parse-imported';

interface SavedImport {
  readonly profiles: readonly ProfileDraft[];
  /** Whether to pick each on its sites. Of two on one site the later one is picked. */
  readonly pick: boolean;
}

/**
 * Each becomes a new profile, also beside one with the same credential. Each header is issued once as a
 * check.
 *
 * @throws AppError as `parseImported` and `changeVault` do, with the place of the draft in the field:
 * `profiles.12.headers.0.key`.
 */
export async function saveImported(
  ports: Ports,
  { profiles: drafts, pick }: SavedImport,
): Promise<OpenVault> {
  return changeVault(
    ports,
    async (content) => {
      const added: Profile[] = [];
      for (const [index, draft] of drafts.entries()) {
        added.push(await checkedProfile(draft, `profiles.${index}`, ports.now()));
      }
      const { importReview: _, ...rest } = content;
      return {
        ...rest,
        profiles: [...content.profiles, ...added],
        sitePicks: pick ? pickedOnAll(content.sitePicks, added) : content.sitePicks,
      };
    },
    () => forgetReview(ports),
  );
}

async function checkedProfile(draft: ProfileDraft, place: string, now: number): Promise<Profile> {
  try {
    const profile = parseImported(draft, now);
    for (const spec of profile.headers) {
      await issueOnce(spec, now);
    }
    return profile;
  } catch (error) {
    throw placedIn(place, error);
  }
}

/** Also for a failure without a field: the page has to know which of a thousand profiles it is. */
function placedIn(place: string, error: unknown): unknown {
  if (!(error instanceof AppError)) return error;
  const { code, message, field, problem } = error;
  return new AppError(code, message, {
    field: field === undefined ? place : `${place}.${field}`,
    cause: error,
    ...(problem && { problem }),
  });
}
