/**
 * Picks as they are stored. A pick with an end, and one that sends a production profile, stand apart: a
 * build before format 10, which knows neither, finds the site off. It would send an extra whose header the
 * production profile holds back.
 */
import * as v from 'valibot';
import { type SitePick, type SitePicks, sentBy } from '../domain/picks';
import type { ProfileId } from '../domain/profile';
import type { Origin } from '../domain/site';
import { branded } from './profile-schema';

const sitePickSchema = v.object({
  identity: v.exactOptional(branded<ProfileId>()),
  extras: v.array(branded<ProfileId>()),
  extrasAlone: v.exactOptional(v.literal(true)),
});

/** The profile that is sent. The extras that are on stand with the other picks. */
const apartPickSchema = v.object({
  identity: v.exactOptional(branded<ProfileId>()),
  extrasAlone: v.exactOptional(v.literal(true)),
  until: v.exactOptional(
    v.object({ at: v.exactOptional(v.number()), setAt: v.number(), start: v.string() }),
  ),
});

export const sitePicksSchema = v.record(branded<Origin>(), sitePickSchema);
export const apartPicksSchema = v.record(branded<Origin>(), apartPickSchema);

interface StoredPicks {
  readonly sitePicks: Readonly<Record<Origin, Omit<SitePick, 'until'> | undefined>>;
  readonly apartPicks: Readonly<Record<Origin, Omit<SitePick, 'extras'> | undefined>>;
}

/** The origins that stand apart become those that were picked last. */
export function fromStoredPicks({ sitePicks, apartPicks }: StoredPicks): SitePicks {
  const all = new Map(entriesOf(sitePicks));
  for (const [origin, apart] of entriesOf(apartPicks)) {
    const { extras } = all.get(origin) ?? { extras: [] };
    all.delete(origin);
    all.set(origin, { ...apart, extras });
  }
  return Object.fromEntries(all);
}

/** @param production - The profiles that are for production. */
export function asStoredPicks(
  picks: SitePicks,
  production: ReadonlySet<ProfileId> = new Set(),
): StoredPicks {
  const all = entriesOf(picks).map(([origin, pick]) => {
    const isApart = pick.until !== undefined || sentBy(pick).some((id) => production.has(id));
    return { origin, pick, isApart };
  });
  return {
    sitePicks: Object.fromEntries(
      all.flatMap(({ origin, pick: { until, ...pick }, isApart }) => {
        if (!isApart) return [[origin, pick]];
        return pick.extras.length > 0 ? [[origin, { extras: pick.extras }]] : [];
      }),
    ),
    apartPicks: Object.fromEntries(
      all.flatMap(({ origin, pick: { extras, ...sent }, isApart }) =>
        isApart ? [[origin, sent]] : [],
      ),
    ),
  };
}

function entriesOf<T>(record: Readonly<Record<Origin, T | undefined>>): [Origin, T][] {
  // Cast: the keys are origins, whose type `entries` loses, and no value is undefined.
  return Object.entries(record) as unknown as [Origin, T][];
}
