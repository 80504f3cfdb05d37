/**
 * A token that a server refuses before its end is replaced: it was revoked, or the server has been
 * restarted. A server that has refused to give one is asked again when the user saves the profile.
 */
import type { IssuedHeaders } from '../../domain/header';
import type { Profile } from '../../domain/profile';
import type { Ports } from '../ports';
import type { Session, TokenKey, TokenState } from '../session';
import { afterUse, type TokenUse, wantsNew } from './token-refusal';
import { grantsOf } from './tokens';

/** @returns whether a new token is wanted: sync the rules. The old one stays in force until it is there. */
export async function noteTokenUses(
  { session, now }: Ports,
  uses: readonly TokenUse[],
): Promise<boolean> {
  if (uses.length === 0) return false;
  const { issued } = await session.read();
  let { tokens } = await session.readNow();
  const before = tokens;
  for (const use of uses) {
    const key = keyOfUsed(use, issued, tokens);
    const state = key && tokens[key];
    if (state) tokens = { ...tokens, [key]: afterUse(state, use, now()) };
  }
  // Cast: the keys are token keys, and `keys` loses their type.
  const changed = (Object.keys(tokens) as TokenKey[]).filter((key) => tokens[key] !== before[key]);
  if (changed.length === 0) return false;
  await session.write({ tokens });
  return changed.some((key) => wantsNew(tokens[key]));
}

/** The user has saved the profile: a server that has refused is asked again, even if nothing changed. */
export async function askAgain(
  { session }: Pick<Ports, 'session'>,
  { headers }: Profile,
): Promise<void> {
  const { tokens } = await session.readNow();
  const grants = [...(await grantsOf(headers)).values()];
  const failed = grants.flatMap(({ key }) => {
    const state = tokens[key];
    return state?.failure && !isUntilSignIn(state) ? [[key, state] as const] : [];
  });
  if (failed.length === 0) return;
  const cleared = failed.map(([key, state]) => [key, withoutFailure(state)] as const);
  await session.write({ tokens: { ...tokens, ...Object.fromEntries(cleared) } });
}

/** A sign-in that has ended stays so until the user signs in, and so does a silent renewal. */
function isUntilSignIn({ failure, silentAt, retryAt }: TokenState): boolean {
  return failure?.code === 'sign-in-ended' || (silentAt !== undefined && retryAt === undefined);
}

export function withoutFailure({ failure, retryAt, ...state }: TokenState): TokenState {
  return { ...state, attempts: 0 };
}

/** @returns undefined if the header carries another token by now. */
function keyOfUsed(
  { headerId, obtainedAt }: TokenUse,
  issued: Session['issued'],
  tokens: Session['tokens'],
): TokenKey | undefined {
  const made = Object.values<IssuedHeaders>(issued).find((each) => each.headerId === headerId);
  const value = made?.issuedAt === obtainedAt ? made.headers[0].value : '';
  // A header may write anything around its token. The longest one: it may contain another.
  const [found] = Object.entries<TokenState>(tokens)
    .flatMap(([key, { token }]) => (token?.obtainedAt === obtainedAt ? [{ key, token }] : []))
    .filter(({ token }) => value.includes(token.value))
    .toSorted((one, other) => other.token.value.length - one.token.value.length);
  // Cast: `entries` loses the type of the keys.
  return found?.key as TokenKey | undefined;
}
