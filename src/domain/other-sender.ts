/** Finds another profile of a site that sends what the server has asked for. Pure. */
import type { HeaderSummary, ProfileSummary } from './app-state';
import type { SchemeId } from './credential';

/** The auth scheme that each of our schemes puts into `Authorization`, unless the user changes it. */
const WORDS: Readonly<Partial<Record<SchemeId, string>>> = {
  basic: 'Basic',
  bearer: 'Bearer',
  token: 'Token',
  'jwt-signed': 'Bearer',
  'oauth2-client-credentials': 'Bearer',
  'oauth2-authorization-code': 'Bearer',
  'oauth2-device-code': 'Bearer',
};

/**
 * @param profiles - Of the site.
 * @param wanted - Auth schemes of the server's challenges, or the name of a missing header.
 */
export function otherSender(
  profiles: readonly ProfileSummary[],
  wanted: readonly string[],
  picked: ProfileSummary | undefined,
): ProfileSummary | undefined {
  const names = wanted.map((each) => each.toLowerCase());
  return profiles.find(
    ({ id, headers }) => id !== picked?.id && headers.some((header) => sendsOne(header, names)),
  );
}

function sendsOne({ schemeId, headerNames, isOff }: HeaderSummary, names: readonly string[]) {
  if (isOff) return false;
  return [WORDS[schemeId] ?? '', ...headerNames].some((each) => names.includes(each.toLowerCase()));
}
