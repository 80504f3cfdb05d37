/**
 * Gets a new token before the end of the old one: because the user asks, or because a server refuses
 * the old one. It may have been revoked, or the server has been restarted.
 */
import { AppError } from '../../domain/errors';
import type { IssuedHeaders } from '../../domain/header';
import type { Profile } from '../../domain/profile';
import { syncRules } from '../headers/sync-rules';
import type { Ports } from '../ports';
import type { Session, TokenKey, TokenState } from '../session';
import type { OpenVault } from '../vault/commit';
import { openVault } from '../vault/open-vault';
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

/** Asks the server at once, even if it has refused before. */
export async function renewToken(
  ports: Ports,
  { headerId }: { readonly headerId: string },
): Promise<OpenVault> {
  const vault = await openVault(ports);
  const specs = vault.content.profiles.flatMap(({ headers }) => headers);
  const spec = specs.find(({ id }) => id === headerId);
  const asked = spec && (await grantsOf([spec])).get(spec);
  if (!asked) throw new AppError('profile-unknown', 'no header with a token');
  const { tokens } = await ports.session.readNow();
  const state = tokens[asked.key];
  if (state) {
    const { token, ...rest } = withoutFailure(state);
    const now = ports.now();
    const due = token && {
      token: { ...token, renewAt: now },
      refusal: { at: now, obtainedAt: token.obtainedAt, isOver: true },
    };
    await ports.session.write({ tokens: { ...tokens, [asked.key]: { ...rest, ...due } } });
  }
  return syncRules(ports, vault);
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
    // A sign-in that has ended stays so, until the user signs in.
    return state?.failure && state.failure.code !== 'sign-in-ended' ? [[key, state] as const] : [];
  });
  if (failed.length === 0) return;
  const cleared = failed.map(([key, state]) => [key, withoutFailure(state)] as const);
  await session.write({ tokens: { ...tokens, ...Object.fromEntries(cleared) } });
}

function withoutFailure({ failure, retryAt, ...state }: TokenState): TokenState {
  return { ...state, attempts: 0 };
}

/** @returns undefined if the header carries another token by now. */
function keyOfUsed(
  { headerId, obtainedAt }: TokenUse,
  issued: Session['issued'],
  tokens: Session['tokens'],
): TokenKey | undefined {
  const made = Object.values<IssuedHeaders>(issued).find((each) => each.headerId === headerId);
  const value = made?.issuedAt === obtainedAt ? made.headers[0].value : undefined;
  const found = Object.entries<TokenState>(tokens).find(
    ([, { token }]) => token?.obtainedAt === obtainedAt && value?.endsWith(` ${token.value}`),
  );
  // Cast: `entries` loses the type of the keys.
  return found?.[0] as TokenKey | undefined;
}
