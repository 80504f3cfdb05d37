/**
 * Learns a server's clock after the server has refused a signed header.
 *
 * The `Date` of the refusal is one sample. Keybearer confirms it with a request of its own, beside the
 * queue, so that no command waits for a server. The answer is stored in another turn.
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

/** Whether the clock explains a refusal. */
export type ClockFinding =
  /** It does not: the refused header was signed by the server's own clock. */
  | 'right'
  /** It does. The headers are signed again, by the server's clock. */
  | 'corrected'
  /** It may. The clocks differ so much that the user has to confirm the server's. */
  | 'unconfirmed'
  /** Unknown: the server did not answer our request, or answered with another time. */
  | 'unproven';

export interface ClockTurns {
  readonly take: Turns['take'];
  /** Runs a use case in a turn and publishes the state. Never rejects. */
  runAndPublish(act: (ports: Ports) => Promise<OpenVault | undefined>): Promise<void>;
}

/** A server is asked at most this often, however much it refuses; milliseconds. */
const ASKED_EVERY_MS = 60_000;

export function clockRequests(context: Pick<BrowserPorts, 'fetch' | 'now'>, turns: ClockTurns) {
  const underWay = new Map<Origin, Promise<ClockFinding>>();

  async function learn(origin: Origin, first: number): Promise<ClockFinding> {
    let finding: ClockFinding = 'unproven';
    const second = await askClock(origin, context);
    if (second !== undefined && agree(first, second)) {
      await turns.runAndPublish(async (ports) => {
        finding = await keep(ports, origin, second);
        return finding === 'unproven' ? undefined : reconcile(ports);
      });
    }
    underWay.delete(origin);
    return finding;
  }

  return {
    /**
     * @param origin - Its server has refused a signed header with 401 or 403.
     * @param sample - From the refusal, fresh from the server.
     * @throws AppError `vault-locked` if the vault was locked meanwhile.
     */
    async noteRefusal(origin: Origin, { offsetMs }: ClockSample): Promise<ClockFinding> {
      const { finding } = await turns.take(async (ports) => {
        const known = await knownFinding(ports, origin, offsetMs);
        if (known) return { finding: known };
        if (await noteAsking(ports, origin)) underWay.set(origin, learn(origin, offsetMs));
        // In an object, because the turn would wait for a bare promise.
        return { finding: underWay.get(origin) ?? ('unproven' as const) };
      });
      return finding;
    },
  };
}

/** @returns undefined if the server has to be asked. */
async function knownFinding(
  { session, now }: Ports,
  origin: Origin,
  offsetMs: number,
): Promise<ClockFinding | undefined> {
  const { issued, clocks } = await session.read();
  const isSigned = Object.values<IssuedHeaders>(issued).some((each) => each.origin === origin);
  // Over plain http anyone on the network path could have set the date.
  if (!origin.startsWith('https:') || !isSigned) return 'unproven';
  const clock = clocks[origin];
  if (!isSameOffset(offsetMs, clock?.offsetMs ?? 0)) return undefined;
  return !clock || isTrusted(clock, now()) ? 'right' : 'unconfirmed';
}

/** @returns whether the server may be asked: not if it was asked a moment ago. */
async function noteAsking({ session, now }: Ports, origin: Origin): Promise<boolean> {
  const { clocks } = await session.read();
  const { askedAt: before, ...clock } = clocks[origin] ?? { offsetMs: 0 };
  const askedAt = now();
  // Absolute, because the clock may have been set back.
  if (before !== undefined && Math.abs(askedAt - before) < ASKED_EVERY_MS) return false;
  // In the session, so that a background that dies and starts again does not ask sooner.
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
  // Without an entry, a lock has removed it meanwhile, and no refusal waits for the answer.
  if (!before || isSameOffset(offsetMs, before.offsetMs)) return 'unproven';
  const clock = withOffset(before, offsetMs);
  await session.write({ clocks: { ...clocks, [origin]: clock } });
  return isTrusted(clock, now()) ? 'corrected' : 'unconfirmed';
}
