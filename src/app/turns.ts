/**
 * One writer: each task that changes state runs after the ones before it, failed or not.
 *
 * Lock, draft saves and token storage skip the queue. A lock takes the rules away at once, keeps the
 * running turn from putting any back, and gives it a few seconds to finish its commit. A draft save or
 * the storage of a token is not taken back: the lock waits for it, and seals what it has stored.
 */
import { guarded, type Publish } from './guard';
import { withdrawAllRules } from './headers/withdraw';
import { LOCK_WAITS_MS } from './lock/lock';
import type { Ports } from './ports';
import { turnPorts } from './turn-ports';

/** A task of one turn, with ports that are good for that turn only. */
type Task<T> = (ports: Ports) => Promise<T>;

export interface Turns {
  /** Between the two checks of the gate (`guard.ts`), which publishes the state where it locks. */
  take<T>(task: Task<T>): Promise<T>;
  /** The same for a task that publishes the state at its end, whatever happens. */
  takeAndPublish<T>(task: Task<T>): Promise<T>;
  /** For a task that stores what would be lost otherwise, and does nothing else. */
  takeToKeep<T>(task: Task<T>): Promise<T>;
  /** For a task that locks. */
  takeNow<T>(task: Task<T>): Promise<T>;
}

interface Turn {
  /** Goes ahead of the turns that are not urgent, and puts no rule in force. */
  readonly isUrgent: boolean;
  readonly begin: () => Promise<void>;
  revoke(): void;
  /** Ends its effects, and the queue goes on without it. */
  abandon(): void;
  readonly abandoned: Promise<void>;
}

/** @param publish - Tells the pages, when the gate has locked the vault. */
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
      const run = (own: Ports) => task(own).then(resolve, reject);
      const place = isUrgent ? urgent().length : waiting.length;
      waiting.splice(place, 0, turnFor(ports, run, isUrgent));
      void work();
    });
  }

  /** The first ones, in the order in which they came. */
  function urgent(): readonly Turn[] {
    return waiting.filter(({ isUrgent }) => isUrgent);
  }

  return {
    take: (task) => enqueue((own) => guarded(own, task, publish), false),
    takeAndPublish: (task) => enqueue((own) => guarded(own, task), false),
    takeToKeep: (task) => enqueue(task, true),

    async takeNow(task) {
      const inTheWay = running && [running, ...urgent()];
      if (!running?.isUrgent) running?.revoke();
      const timer =
        inTheWay &&
        setTimeout(() => {
          for (const turn of inTheWay) turn.abandon();
        }, LOCK_WAITS_MS);
      // Beside the turn: a disk that does not answer must not keep headers going out. The lock does
      // this once more, so a browser that refuses it here is locked all the same.
      const withdrawn = inTheWay && withdrawAllRules(ports).catch(() => undefined);
      return enqueue(async (own) => {
        clearTimeout(timer);
        await withdrawn;
        return task(own);
      }, true);
    },
  };
}

function turnFor(all: Ports, task: (ports: Ports) => Promise<void>, isUrgent: boolean): Turn {
  const { ports, revoke, end } = turnPorts(all);
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
