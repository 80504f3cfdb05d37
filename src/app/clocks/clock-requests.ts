/**
 * Learns a server's clock, once it has refused what we have signed for it.
 *
 * The refusal's own `Date` is one sample, and a question of ours has to bear it out: beside the queue,
 * as tokens are asked for, so that nothing waits for a server. The answer takes a turn of its own.
 */
import type { ClockSample } from '../../diagnosis/server-time';
import type { IssuedHeaders } from '../../domain/header';
import {
  agree,
  isSameOffset,
  isTrusted,
  type ServerClock,
  withOffset,
} from '../../domain/server-clock';
import type { Origin } from '../../domain/site';
import type { BrowserPorts, Ports } from '../ports';
import { reconcile } from '../reconcile';
import type { Turns } from '../turns';
import type { OpenVault } from '../vault/commit';
import { askClock } from './ask-clock';

/** What a refusal has to do with the clock. */
export type ClockFinding =
  /** Nothing: what was refused is signed by the server's own clock. */
  | 'right'
  /** Signed anew, by the server's clock. */
  | 'corrected'
  /** So far off that the user has to say that the server is right. */
  | 'unconfirmed'
  /** Nobody knows: the server has said nothing, or something else. */
  | 'unproven';

export interface ClockTurns {
  readonly take: Turns['take'];
  /** Takes a turn and tells the pages what has come of it. Never rejects. */
  told(act: (ports: Ports) => Promise<OpenVault | undefined>): Promise<void>;
}

/** A server is asked no more often, whatever it refuses; milliseconds. */
const ASKED_EVERY_MS = 60_000;

export function clockRequests(context: Pick<BrowserPorts, 'fetch' | 'now'>, turns: ClockTurns) {
  const underWay = new Map<Origin, Promise<ClockFinding>>();

  async function learn(origin: Origin, first: number): Promise<ClockFinding> {
    let finding: ClockFinding = 'unproven';
    const second = await askClock(origin, context);
    if (second !== undefined && agree(first, second)) {
      await turns.told(async (own) => {
        finding = await keep(own, origin, second);
        return finding === 'unproven' ? undefined : reconcile(own);
      });
    }
    underWay.delete(origin);
    return finding;
  }

  return {
    /**
     * @param origin - Whose server has refused, by 401 or 403, what was signed for it.
     * @param sample - As the refusal has it, fresh from the server.
     * @throws AppError `vault-locked` if it was locked meanwhile.
     */
    async noteRefusal(origin: Origin, { offsetMs }: ClockSample): Promise<ClockFinding> {
      const { finding } = await turns.take(async (own) => {
        const known = await whatIsKnown(own, origin, offsetMs);
        if (known) return { finding: known };
        if (await noteAsking(own, origin)) underWay.set(origin, learn(origin, offsetMs));
        // In an object: the turn would wait for a promise.
        return { finding: underWay.get(origin) ?? ('unproven' as const) };
      });
      return finding;
    },
  };
}

/** Nothing: the server has to be asked. */
async function whatIsKnown(
  { session, now }: Ports,
  origin: Origin,
  offsetMs: number,
): Promise<ClockFinding | undefined> {
  const { issued, clocks } = await session.read();
  const isSigned = Object.values<IssuedHeaders>(issued).some((each) => each.origin === origin);
  // By plain http anybody on the way could have set the date.
  if (!origin.startsWith('https:') || !isSigned) return 'unproven';
  const clock = clocks[origin];
  if (!isSameOffset(offsetMs, clock?.offsetMs ?? 0)) return undefined;
  return !clock || isTrusted(clock, now()) ? 'right' : 'unconfirmed';
}

/** @returns whether it may be asked: not where it was just before. */
async function noteAsking({ session, now }: Ports, origin: Origin): Promise<boolean> {
  const { clocks } = await session.read();
  const { askedAt: before, ...clock } = clocks[origin] ?? { offsetMs: 0 };
  const askedAt = now();
  // Either way: the clock may have been set back.
  if (before !== undefined && Math.abs(askedAt - before) < ASKED_EVERY_MS) return false;
  // In the session, which outlives the background: one that dies must not ask the sooner for it.
  await session.write({ clocks: { ...clocks, [origin]: { ...clock, askedAt } } });
  return true;
}

async function keep(
  { session, now }: Ports,
  origin: Origin,
  offsetMs: number,
): Promise<ClockFinding> {
  const { clocks } = await session.read();
  const before: ServerClock | undefined = clocks[origin];
  // Locked meanwhile: whoever is there now has not asked.
  if (!before || isSameOffset(offsetMs, before.offsetMs)) return 'unproven';
  const clock = withOffset(before, offsetMs);
  await session.write({ clocks: { ...clocks, [origin]: clock } });
  return isTrusted(clock, now()) ? 'corrected' : 'unconfirmed';
}
