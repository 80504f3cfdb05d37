/**
 * Judges the secrets of a form that only the background holds. Those that an earlier page has typed may
 * be another person's, so they count as stored: for the sites of the profile that the form edits, or for
 * none. A stored one that the form keeps stays beside the fields that it was stored with.
 */
import { isConfirmed } from '../../domain/confirmation';
import { AppError } from '../../domain/errors';
import type { Profile } from '../../domain/profile';
import type { ProfileDraft } from '../../domain/profile-draft';
import { reachOf } from '../../domain/scope';
import { widerThan } from '../../domain/widening';
import { headerNamesOf } from '../headers/header-names';
import { keepsMore } from '../headers/judge-widening';
import type { Ports } from '../ports';

/**
 * @param draft - As the page sent it.
 * @param profile - Parsed from it: the same headers in the same order.
 * @param stored - The profile that it edits.
 * @throws AppError `confirmation-needed`
 */
export async function judgeTyped(
  { session, now }: Pick<Ports, 'session' | 'now'>,
  draft: ProfileDraft,
  profile: Profile,
  stored: Profile | undefined,
): Promise<void> {
  const isWider = profile.headers.some((spec, index) => {
    const { id, fieldsInBackground = [], storedFields = [] } = draft.headers[index] ?? {};
    if (!keepsMore(spec)) return false;
    const from = stored?.headers.find((each) => each.id === id);
    // A kept key beside other fields signs, or asks for, what it did not before.
    if (storedFields.length > 0 && spec.id !== from?.id) return true;
    if (fieldsInBackground.length === 0) return false;
    const before = stored && from && { ...reachOf(stored, from), headerNames: headerNamesOf(from) };
    const after = { ...reachOf(profile, spec), headerNames: headerNamesOf(spec) };
    return widerThan(before, after).length > 0;
  });
  if (isWider && !isConfirmed(await session.read(), now())) {
    throw new AppError('confirmation-needed', 'a typed key would go further');
  }
}
