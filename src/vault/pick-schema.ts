/**
 * Picks as they are stored. A pick with an end stands apart, so that a build before format 10, which does
 * not know the end, finds the site off.
 */
import * as v from 'valibot';
import type { SitePick, SitePicks } from '../domain/picks';
import type { ProfileId } from '../domain/profile';
import type { Origin } from '../domain/site';
import { branded } from './profile-schema';

const sitePickSchema = v.object({
  identity: v.exactOptional(branded<ProfileId>()),
  extras: v.array(branded<ProfileId>()),
  extrasAlone: v.exactOptional(v.literal(true)),
});

/** What is sent until the end. The extras that are on stand with the other picks. */
const timedPickSchema = v.object({
  identity: v.exactOptional(branded<ProfileId>()),
  extrasAlone: v.exactOptional(v.literal(true)),
  until: v.object({ at: v.exactOptional(v.number()), setAt: v.number(), start: v.string() }),
});

export const sitePicksSchema = v.record(branded<Origin>(), sitePickSchema);
export const timedPicksSchema = v.record(branded<Origin>(), timedPickSchema);

interface StoredPicks {
  readonly sitePicks: Readonly<Record<Origin, Omit<SitePick, 'until'> | undefined>>;
  readonly timedPicks: Readonly<Record<Origin, Omit<SitePick, 'extras'> | undefined>>;
}

/** The origins with an end become those that were picked last. */
export function fromStoredPicks({ sitePicks, timedPicks }: StoredPicks): SitePicks {
  const all = new Map(entriesOf(sitePicks));
  for (const [origin, timed] of entriesOf(timedPicks)) {
    const { extras } = all.get(origin) ?? { extras: [] };
    all.delete(origin);
    all.set(origin, { ...timed, extras });
  }
  return Object.fromEntries(all);
}

export function asStoredPicks(picks: SitePicks): StoredPicks {
  const all = entriesOf(picks);
  return {
    sitePicks: Object.fromEntries(
      all.flatMap(([origin, { until, ...pick }]) => {
        if (!until) return [[origin, pick]];
        return pick.extras.length > 0 ? [[origin, { extras: pick.extras }]] : [];
      }),
    ),
    timedPicks: Object.fromEntries(
      all.flatMap(([origin, { extras, ...sent }]) => (sent.until ? [[origin, sent]] : [])),
    ),
  };
}

function entriesOf<T>(record: Readonly<Record<Origin, T | undefined>>): [Origin, T][] {
  // Cast: the keys are origins, whose type `entries` loses, and no value is undefined.
  return Object.entries(record) as unknown as [Origin, T][];
}
