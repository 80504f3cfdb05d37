/**
 * Finds the sites that the user works on. Only their tokens are renewed, so that a server is not asked
 * all night for tokens that no page uses.
 */
import { isCaller } from '../../domain/is-caller';
import type { PickedProfile } from '../../domain/profile';
import type { Origin } from '../../domain/site';
import { isInScope } from '../../domain/tab-scope';
import type { Ports } from '../ports';

/** A closed tab may be opened again; milliseconds. */
const LINGERS_MS = 30 * 60_000;

export interface PagesInUse {
  /** The origins that a tab shows or has shown within the last half hour. */
  readonly origins: ReadonlySet<Origin>;
  readonly open: readonly { readonly id: number; readonly origin: Origin }[];
}

export async function originsInUse({
  session,
  tabs,
  now,
}: Pick<Ports, 'session' | 'tabs' | 'now'>): Promise<PagesInUse> {
  const { shown } = await session.read();
  const time = now();
  const lingering = Object.entries(shown).filter(([, at]) => at > time - LINGERS_MS);
  const open = await tabs.shown();
  const noted = open.flatMap(({ origin, isPrivate }) => (isPrivate ? [] : [[origin, time]]));
  const inUse = Object.fromEntries([...lingering, ...noted]);
  await session.write({ shown: inUse });
  // Origins of private windows are returned and not stored.
  // Cast: the keys are origins, and `keys` loses their type.
  const origins = new Set([
    ...(Object.keys(inUse) as Origin[]),
    ...open.map(({ origin }) => origin),
  ]);
  return { origins, open };
}

/**
 * Whether the user works with a picked profile: on its site, or on a page that the profile allows to
 * call it, such as an API's documentation with a form for requests. The site itself may be in no tab.
 *
 * @param pages - From `originsInUse`.
 */
export function isInUse(
  { origins, open }: PagesInUse,
  [origin, { callers }, tabs]: PickedProfile,
): boolean {
  // A tab's own pick ends with the tab, so that only what the tab shows counts.
  const own = tabs && 'only' in tabs && open.filter(({ id }) => isInScope(tabs, id));
  const pages = own ? new Set(own.map((tab) => tab.origin)) : origins;
  return pages.has(origin) || [...pages].some((page) => isCaller({ sites: [], callers }, page));
}
