/**
 * The auto-lock deadline, in the session: user input moves it on, and each turn checks it first. The
 * browser's own report of idleness is not enough, since it stops while the computer sleeps.
 */
import { isLockedWithComputer, UNTIL_BROWSER_CLOSES } from '../../domain/settings';
import type { VaultContent } from '../../vault/content';
import type { Ports } from '../ports';
import type { Session } from '../session';

const MINUTE_MS = 60_000;

/** Chromium reports idleness after 4 hours at the latest, also if it is asked for a longer time. */
export const LONGEST_IDLE_MINUTES = 240;

const LONGEST_STEP_MINUTES = 60;

export function isOverdue(
  { dataKey, lockAt }: Pick<Session, 'dataKey' | 'lockAt'>,
  now: number,
): boolean {
  return dataKey !== undefined && lockAt !== undefined && lockAt <= now;
}

/** @returns when to check again, milliseconds since the Unix epoch. */
export async function watchForAbsence(
  { idle, session, now }: Ports,
  { settings }: VaultContent,
): Promise<number> {
  const { autoLockMinutes } = settings;
  idle.watch(Math.min(autoLockMinutes, LONGEST_IDLE_MINUTES));
  const before = await session.readNow();
  // After a clock that was set back, the unlock is not in the future.
  const unlockedAt = Math.min(before.unlockedAt ?? now(), now());
  const { lockAt, lookAgainAt } =
    autoLockMinutes === UNTIL_BROWSER_CLOSES
      ? untilBrowserCloses(unlockedAt)
      : await withoutInput(autoLockMinutes, before.lockAt, { idle, now });
  const wanted = {
    lockAt,
    unlockedAt,
    autoLockMinutes,
    lockWithComputer: isLockedWithComputer(settings),
  };
  const changes = Object.entries(wanted).filter(
    ([key, value]) => before[key as keyof typeof wanted] !== value,
  );
  if (changes.length > 0) await session.write(Object.fromEntries(changes));
  return lookAgainAt;
}

interface Deadline {
  readonly lockAt: number;
  readonly lookAgainAt: number;
}

/** Counted from the unlock, so neither input nor another change of the setting moves it on. */
function untilBrowserCloses(unlockedAt: number): Deadline {
  const lockAt = unlockedAt + UNTIL_BROWSER_CLOSES * MINUTE_MS;
  return { lockAt, lookAgainAt: lockAt };
}

/**
 * Moves the deadline on if the user was active in the last half of the auto-lock time, or in the last
 * hour if that is shorter. So the vault locks that much later than asked at most. It looks again sooner,
 * so that a late alarm misses no input.
 */
async function withoutInput(
  minutes: number,
  before: number | undefined,
  { idle, now }: Pick<Ports, 'idle' | 'now'>,
): Promise<Deadline> {
  const step = Math.min(minutes / 2, LONGEST_STEP_MINUTES);
  // A deadline beyond a whole period was set before the clock was set back, or for a longer period.
  const isKept =
    before !== undefined && before <= now() + minutes * MINUTE_MS && !(await idle.isActive(step));
  const lockAt = isKept ? before : now() + minutes * MINUTE_MS;
  return { lockAt, lookAgainAt: Math.min(lockAt, now() + (step * MINUTE_MS * 2) / 3) };
}
