/**
 * Judges every change of the vault that keeps a stored credential: see decision 34. A widening is
 * refused or recorded, whichever use case makes it.
 */
import { isConfirmed } from '../../domain/confirmation';
import { AppError } from '../../domain/errors';
import { type KeptCredential, keptIn, storedCredentials } from '../../domain/kept-credentials';
import type { HeaderSpec, HeaderSpecId, Profile, ProfileId } from '../../domain/profile';
import { reachOf, scopeOf } from '../../domain/scope';
import { type Period, renamed, type Widening } from '../../domain/widened';
import { widerThan } from '../../domain/widening';
import { knownScheme } from '../../schemes';
import type { VaultContent } from '../../vault/content';
import type { Ports } from '../ports';
import { headerNamesOf } from './header-names';

/**
 * @returns the changed content, with a record of what has become wider.
 * @throws AppError `confirmation-needed` if the vault holds more of a widened credential than it sends.
 */
export async function judged(
  { session, now }: Pick<Ports, 'session' | 'now'>,
  before: VaultContent,
  after: VaultContent,
): Promise<VaultContent> {
  const { profiles } = before;
  const unchanged = new Set(profiles);
  const changed = after.profiles.filter((profile) => !unchanged.has(profile));
  const binned = before.bin.flatMap((entry) => (entry.kind === 'draft' ? [] : [entry.profile]));
  const stored = storedCredentials(profiles, binned);
  const kept = changed.map((profile) => [profile, keptIn(stored, profile)] as const);
  const widened = kept.filter(([profile, all]) => all.some((each) => isWider(each, profile)));
  const known = knownIds(after);
  const left = after.widenings
    .filter(({ profileId }) => known.has(profileId))
    .map((each) => renamed(each, idsIn(kept, each.profileId)))
    .map((each) => marked(each, after.profiles));
  if (widened.length === 0) return { ...after, widenings: left };

  const state = await session.read();
  const asks = widened.some(([profile, all]) =>
    all.some((each) => isWider(each, profile) && keepsMore(each.from)),
  );
  if (asks && !isConfirmed(state, now())) {
    throw new AppError('confirmation-needed', 'a stored key would go further');
  }
  // Cast: this is where periods are named.
  const period = state.period ?? (crypto.randomUUID() as Period);
  await session.write({ period });
  const records = widened.map(([profile, all]) => recordOf(profile, all, period));
  return { ...after, widenings: records.reduce(withRecord, left) };
}

/** Without the mark it is wider than now, also than the user has been told of before. */
function marked(widening: Widening, profiles: readonly Profile[]): Widening {
  const { before, profileId } = widening;
  const production = profiles.find(({ id }) => id === profileId)?.production;
  if (!production || before.production) return widening;
  return { ...widening, before: { ...before, production } };
}

/** A deleted profile may come back: what was added to it is still to be told then. */
function knownIds({ profiles, bin }: VaultContent): ReadonlySet<ProfileId> {
  const binned = bin.flatMap((entry) => (entry.kind === 'draft' ? [] : [entry.profile]));
  return new Set([...profiles, ...binned].map(({ id }) => id));
}

/** Whether the vault holds a secret that the header does not show. */
export function keepsMore({
  schemeId,
  refreshToken,
  lastingToken,
  previousCredential,
}: Omit<HeaderSpec, 'id' | 'paths' | 'methods' | 'credential'>): boolean {
  const scheme = knownScheme(schemeId);
  const isMore =
    refreshToken !== undefined ||
    lastingToken !== undefined ||
    // The scheme of another version may keep anything.
    !scheme ||
    scheme.keepsMoreThanItSends === true;
  return isMore || (previousCredential !== undefined && keepsMore(previousCredential));
}

function isWider({ from, fromProfile, to }: KeptCredential, profile: Profile): boolean {
  const isInPlace = from.id === to.id;
  const names = (spec: HeaderSpec) => (isInPlace ? headerNamesOf(spec) : []);
  const was = { ...reachOf(fromProfile, from), headerNames: names(from) };
  const is = { ...reachOf(profile, to), headerNames: names(to) };
  return widerThan(was, is).length > 0;
}

/** @returns the record with the profile that held the first of the widened credentials. */
function recordOf(profile: Profile, kept: readonly KeptCredential[], period: Period): Widening {
  const base = kept.find((each) => isWider(each, profile))?.fromProfile ?? profile;
  const headers = kept
    .filter(({ fromProfile }) => fromProfile === base)
    .map(({ from, to }) => ({ ...from, id: to.id }));
  return { profileId: profile.id, period, before: scopeOf(base, headers) };
}

/** The first record of a period stays, and learns of headers that came after it. */
function withRecord(records: readonly Widening[], next: Widening): readonly Widening[] {
  const first = records.find(
    ({ profileId, period }) => profileId === next.profileId && period === next.period,
  );
  if (!first) return [...records, next];
  const { before } = first;
  const known = new Set(before.headers.map(({ id }) => id));
  const headers = [...before.headers, ...next.before.headers.filter(({ id }) => !known.has(id))];
  return records.map((each) =>
    each === first ? { ...first, before: { ...before, headers } } : each,
  );
}

/** Compares this profile alone: a copy of it has the same credentials under ids of its own. */
function idsIn(
  kept: readonly (readonly [Profile, readonly KeptCredential[]])[],
  profileId: string,
): ReadonlyMap<HeaderSpecId, HeaderSpecId> {
  const own = kept.filter(([{ id }]) => id === profileId).flatMap(([, all]) => all);
  return new Map(own.map(({ from, to }) => [from.id, to.id]));
}
