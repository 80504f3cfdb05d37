/**
 * The queue of turns: tasks that change state run one after the other.
 *
 * Lock, draft saves and token storage skip the queue. A lock removes the rules at once, keeps the
 * running turn from setting them again, and gives it a few seconds to finish its commit. A lock waits
 * for a draft save or the storage of a token and does not revoke it.
 */
import { guarded, type Publish } from './guard';
import { withdrawAllRules } from './headers/withdraw';
import { LOCK_WAITS_MS } from './lock/lock';
import type { Ports } from './ports';
import { limitPorts } from './turn-ports';

/** A task of one turn. Its ports work only during that turn. */
type Task<T> = (ports: Ports) => Promise<T>;

export interface Turns {
  /** Runs between the two checks of the gate (`guard.ts`), which publishes the state if it locks. */
  take<T>(task: Task<T>): Promise<T>;
  /** The same, for a task that publishes the state itself, even after a failure. */
  takeAndPublish<T>(task: Task<T>): Promise<T>;
  /** For a task that only stores data that would be lost otherwise. */
  takeToKeep<T>(task: Task<T>): Promise<T>;
  /** For a task that locks. */
  takeNow<T>(task: Task<T>): Promise<T>;
}

interface Turn {
  /** Goes ahead of the turns that are not urgent, and puts no rule in force. */
  readonly isUrgent: boolean;
  readonly begin: () => Promise<void>;
  revoke(): void;
  /** Ends its effects and lets the queue go on without it. */
  abandon(): void;
  readonly abandoned: Promise<void>;
}

/** @param publish - Called when the gate has locked the vault. */
export function turnsOn(ports: Ports, publish: Publish): Turns {
  const waiting: Turn[] = [];
  let running: Turn | undefined;

  async function work(): Promise<void> {
    if (running) return;
    for (running = waiting.shift(); running; running = waiting.shift()) {
      await Promise.race([running.begin(), running.abandoned]);
    }
  }

  function enqueue<T>(task: Task<T>, isUrgent: boolean): Promise<T> {
    return new Promise((resolve, reject) => {
      const run = (turnPorts: Ports) => task(turnPorts).then(resolve, reject);
      const place = isUrgent ? urgent().length : waiting.length;
      waiting.splice(place, 0, turnFor(ports, run, isUrgent));
      void work();
    });
  }

  /** They stand first in the queue, in the order in which they came. */
  function urgent(): readonly Turn[] {
    return waiting.filter(({ isUrgent }) => isUrgent);
  }

  return {
    take: (task) => enqueue((turnPorts) => guarded(turnPorts, task, publish), false),
    takeAndPublish: (task) => enqueue((turnPorts) => guarded(turnPorts, task), false),
    takeToKeep: (task) => enqueue(task, true),

    async takeNow(task) {
      const inTheWay = running && [running, ...urgent()];
      if (!running?.isUrgent) running?.revoke();
      const timer =
        inTheWay &&
        setTimeout(() => {
          for (const turn of inTheWay) turn.abandon();
        }, LOCK_WAITS_MS);
      // Not in the queue: a disk that does not answer must not keep headers in force. A failure is
      // ignored, since the lock removes the rules once more.
      const withdrawn = inTheWay && withdrawAllRules(ports).catch(() => undefined);
      return enqueue(async (turnPorts) => {
        clearTimeout(timer);
        await withdrawn;
        return task(turnPorts);
      }, true);
    },
  };
}

function turnFor(all: Ports, task: (ports: Ports) => Promise<void>, isUrgent: boolean): Turn {
  const { ports, revoke, end } = limitPorts(all);
  let leave = () => {};
  const abandoned = new Promise<void>((resolve) => {
    leave = resolve;
  });
  return {
    isUrgent,
    begin: () => task(ports).finally(end),
    revoke,
    abandon: () => {
      revoke();
      end();
      leave();
    },
    abandoned,
  };
}
