/** The end of a pick: the site is off from then on. Pure. */
import { type PickEnd, type SitePick, type SitePicks, sentBy } from './picks';
import type { Origin } from './site';

/** The ends that a user can choose. */
export const END_CHOICES = ['minutes30', 'hours2', 'browser'] as const;
export type EndChoice = (typeof END_CHOICES)[number];

/** Why a pick has ended: its time, a new start of the browser or Keybearer, or a clock that was set back. */
export type EndedBy = 'time' | 'start' | 'clock';

export type EndedPicks = Readonly<Record<Origin, EndedBy | undefined>>;

export interface Moment {
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
  /** See `SessionFacts.start`. Absent: nothing was chosen since the start. */
  readonly start?: string | undefined;
  /** See `SessionFacts.latestNow`. */
  readonly latestNow?: number | undefined;
}

/** The computer's clock is set back by so much when it is put right, without harm. */
const SET_RIGHT_MS = 60_000;

const MINUTE_MS = 60_000;

const MINUTES: Readonly<Record<EndChoice, number | undefined>> = {
  minutes30: 30,
  hours2: 120,
  browser: undefined,
};

export function endOf(
  choice: EndChoice,
  { now, start }: Moment & { readonly start: string },
): PickEnd {
  const minutes = MINUTES[choice];
  return { ...(minutes !== undefined && { at: now + minutes * MINUTE_MS }), setAt: now, start };
}

/** @returns undefined while the pick is in force. */
export function endedBy({ at, setAt, start }: PickEnd, moment: Moment): EndedBy | undefined {
  if (start !== moment.start) return 'start';
  if (at === undefined) return undefined;
  const { now, latestNow = setAt } = moment;
  if (now < Math.max(setAt, latestNow) - SET_RIGHT_MS) return 'clock';
  return at <= now ? 'time' : undefined;
}

/** Sets or takes away the end of what is sent on an origin. Changes nothing on one that is off. */
export function withEnd(picks: SitePicks, origin: Origin, end: PickEnd | undefined): SitePicks {
  const pick = Object.hasOwn(picks, origin) ? picks[origin] : undefined;
  if (!pick || sentBy(pick).length === 0) return picks;
  const { until: _, ...lasting } = pick;
  return { ...picks, [origin]: end ? { ...lasting, until: end } : lasting };
}

/** The origins whose pick has ended are off. Their extras stay on, and are not sent. */
export function withoutEnded(
  picks: SitePicks,
  moment: Moment,
): { readonly picks: SitePicks; readonly ended: EndedPicks } {
  const ended: [Origin, EndedBy][] = [];
  const left = entriesOf(picks).flatMap(([origin, pick]): [Origin, SitePick][] => {
    const by = pick.until && endedBy(pick.until, moment);
    if (!by) return [[origin, pick]];
    ended.push([origin, by]);
    return pick.extras.length > 0 ? [[origin, { extras: pick.extras }]] : [];
  });
  if (ended.length === 0) return { picks, ended: {} };
  return { picks: Object.fromEntries(left), ended: Object.fromEntries(ended) };
}

/** @returns the ends that are a moment. */
export function endsIn(picks: SitePicks): readonly number[] {
  return entriesOf(picks).flatMap(([, { until }]) => until?.at ?? []);
}

/** @returns when the last minutes begin that have not begun yet: the toolbar says it. */
export function lastMinutes(picks: SitePicks, now: number): readonly number[] {
  return endsIn(picks).flatMap((at) => (at - MINUTE_MS > now ? at - MINUTE_MS : []));
}

export function isLastMinute({ at }: PickEnd, now: number): boolean {
  return at !== undefined && at - MINUTE_MS <= now;
}

/** @returns the ends of all picks that have one. */
export function endsOf(picks: SitePicks): Readonly<Record<Origin, PickEnd>> {
  return Object.fromEntries(
    entriesOf(picks).flatMap(([origin, { until }]) => (until ? [[origin, until]] : [])),
  );
}

function entriesOf(picks: SitePicks): [Origin, SitePick][] {
  // Cast: the keys are origins, whose type `entries` loses, and no value is undefined.
  return Object.entries(picks) as unknown as [Origin, SitePick][];
}
