/** Deletes the tokens of credentials that are in no profile any more. */
import type { Profile } from '../../domain/profile';
import type { Ports } from '../ports';
import { grantsOf } from './tokens';

export async function forgetTokens(
  { session }: Pick<Ports, 'session'>,
  profiles: readonly Profile[],
): Promise<void> {
  const { tokens } = await session.readNow();
  const held = Object.entries(tokens);
  if (held.length === 0) return;
  const grants = await grantsOf(profiles.flatMap(({ headers }) => headers));
  const known = new Set<string>([...grants.values()].map(({ key }) => key));
  const kept = held.filter(([key]) => known.has(key));
  if (kept.length < held.length) await session.write({ tokens: Object.fromEntries(kept) });
}
