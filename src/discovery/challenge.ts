/**
 * What a refusal says of how to come in: a parameter of the challenges in its `WWW-Authenticate`.
 *
 * Source: RFC 9110 §11.6.1.
 */
import * as oauth from 'oauth4webapi';

/** Of the header; honest ones take some hundreds. */
const LENGTH_AT_MOST = 8 * 1024;

/** @returns that of the first challenge that has it; nothing where none has, or they cannot be read. */
export async function challengeParameter(
  response: Response,
  name: Lowercase<string>,
): Promise<string | undefined> {
  const { length = 0 } = response.headers.get('WWW-Authenticate') ?? '';
  if (length === 0 || length > LENGTH_AT_MOST) return undefined;
  const challenges = await challengesOf(response);
  return challenges.map(({ parameters }) => parameters[name]).find((value) => value !== undefined);
}

/** oauth4webapi reads the challenges of what it has asked itself: it is handed the answer there is. */
async function challengesOf(
  response: Response,
): Promise<readonly oauth.WWWAuthenticateChallenge[]> {
  const nowhere = new URL('https://handed-over.invalid');
  const handOver = { [oauth.customFetch]: async () => response };
  try {
    await oauth.protectedResourceRequest('none', 'GET', nowhere, undefined, undefined, handOver);
    return [];
  } catch (error) {
    if (error instanceof oauth.WWWAuthenticateChallengeError) return error.cause;
    throw error;
  }
}
