/**
 * The queue of turns: tasks that change state run one after the other.
 *
 * Lock, draft saves and token storage skip the queue. A lock removes the rules at once, keeps the
 * running turn from setting them again, and gives it a few seconds to finish its commit. A lock waits
 * for a draft save or the storage of a token and does not revoke it. A task that opens the vault is
 * over as soon as a lock begins, whether it runs or waits and whether or not there is a key yet.
 */
import { AppError } from '../domain/errors';
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
  /**
   * As `takeAndPublish`, for a task that opens the vault or replaces it. If a lock ends it, the content
   * that it has stored by then stays.
   *
   * @throws AppError `locked-meanwhile` if a lock begins before the task ends.
   */
  takeToOpen<T>(task: Task<T>): Promise<T>;
  /** For a task that locks. */
  takeNow<T>(task: Task<T>): Promise<T>;
}

/** An urgent turn goes ahead of the others, and puts no rule in force. */
type TurnKind = 'urgent' | 'opens' | 'other';

interface Turn {
  readonly kind: TurnKind;
  readonly begin: () => Promise<void>;
  revoke(): void;
  /** Ends its effects and lets the queue go on without it. */
  abandon(): void;
  readonly abandoned: Promise<void>;
  /** Its caller gets an error now, even while the task goes on. */
  drop(): void;
}

/** @param publish - Called when the gate has locked the vault. */
export function turnsOn(ports: Ports, publish: Publish): Turns {
  let waiting: Turn[] = [];
  let running: Turn | undefined;

  async function work(): Promise<void> {
    if (running) return;
    for (running = waiting.shift(); running; running = waiting.shift()) {
      await Promise.race([running.begin(), running.abandoned]);
    }
  }

  function enqueue<T>(task: Task<T>, kind: TurnKind): Promise<T> {
    return new Promise((resolve, reject) => {
      const drop = () => reject(new AppError('locked-meanwhile', 'a lock began before its end'));
      const run = (turnPorts: Ports) => task(turnPorts).then(resolve, reject);
      const place = kind === 'urgent' ? urgent().length : waiting.length;
      waiting.splice(place, 0, { ...turnFor(ports, run), kind, drop });
      void work();
    });
  }

  /** They stand first in the queue, in the order in which they came. */
  function urgent(): readonly Turn[] {
    return waiting.filter(({ kind }) => kind === 'urgent');
  }

  function dropOpenings(): void {
    const openings = [running, ...waiting].filter((turn) => turn?.kind === 'opens');
    waiting = waiting.filter(({ kind }) => kind !== 'opens');
    for (const opening of openings) opening?.drop();
  }

  return {
    take: (task) => enqueue((turnPorts) => guarded(turnPorts, task, publish), 'other'),
    takeAndPublish: (task) => enqueue((turnPorts) => guarded(turnPorts, task), 'other'),
    takeToOpen: (task) => enqueue((turnPorts) => guarded(turnPorts, task), 'opens'),
    takeToKeep: (task) => enqueue(task, 'urgent'),

    async takeNow(task) {
      dropOpenings();
      ports.cipher.end();
      const inTheWay = running && [running, ...urgent()];
      if (running?.kind !== 'urgent') running?.revoke();
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
      }, 'urgent');
    },
  };
}

function turnFor(all: Ports, task: (ports: Ports) => Promise<void>): Omit<Turn, 'kind' | 'drop'> {
  const { ports, revoke, end } = limitPorts(all);
  let leave = () => {};
  const abandoned = new Promise<void>((resolve) => {
    leave = resolve;
  });
  return {
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
