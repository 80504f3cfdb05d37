/**
 * One writer: whatever changes state runs after what came before it, failed or not.
 *
 * Only a lock does not wait its turn. It takes the rules away at once, keeps what is running from
 * putting any back, goes ahead of all that waits, and gives what is running a few seconds to finish
 * its commit. What only has to be kept does not wait either, and is not taken back: what was typed
 * before it, which the lock seals, and what a server hands out only once.
 */
import { AppError } from '../domain/errors';
import { LOCK_WAITS_MS, withdrawAllRules } from './lock/lock';
import type { Ports } from './ports';

/** What runs in one turn, with ports that are good for that turn only. */
type Task<T> = (ports: Ports) => Promise<T>;

export interface Turns {
  take<T>(task: Task<T>): Promise<T>;
  /** For a task that keeps what would be lost, and does nothing else. */
  takeToKeep<T>(task: Task<T>): Promise<T>;
  /** For a task that locks. */
  takeNow<T>(task: Task<T>): Promise<T>;
}

interface Turn {
  /** Goes ahead of those that are not, and puts no rule in force. */
  readonly isUrgent: boolean;
  readonly begin: () => Promise<void>;
  /** Nothing of it reaches rules, session and pages any more; a commit may finish. */
  revoke(): void;
  /** Nothing of it reaches anything, and nobody waits for it. */
  abandon(): void;
  readonly abandoned: Promise<void>;
}

export function turnsOn(ports: Ports): Turns {
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

  /** They stand first, in the order they came. */
  function urgent(): readonly Turn[] {
    return waiting.filter(({ isUrgent }) => isUrgent);
  }

  return {
    take: (task) => enqueue(task, false),
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
      // it once more: one that the browser has refused here is locked all the same.
      const withdrawn = inTheWay && withdrawAllRules(ports).catch(() => undefined);
      return enqueue(async (own) => {
        clearTimeout(timer);
        await withdrawn;
        return task(own);
      }, true);
    },
  };
}

function turnFor(ports: Ports, task: (ports: Ports) => Promise<void>, isUrgent: boolean): Turn {
  let revoked = false;
  let abandoned = false;
  let over = false;
  let leave = () => {};
  const left = new Promise<void>((resolve) => {
    leave = resolve;
  });

  /** The same call, until it is taken back. */
  function until<A extends unknown[], R>(isOver: () => boolean, call: (...args: A) => Promise<R>) {
    return async (...args: A): Promise<R> => {
      if (isOver()) throw new AppError('vault-locked', 'locked meanwhile');
      return call(...args);
    };
  }
  const whileOurs = <A extends unknown[], R>(call: (...args: A) => Promise<R>) =>
    until(() => revoked, call);
  const whileAwaited = <A extends unknown[], R>(call: (...args: A) => Promise<R>) =>
    // A commit that a turn no longer waits for must not come between those of the next.
    until(() => abandoned || over, call);
  const [first, second] = ports.copies;
  const own: Ports = {
    ...ports,
    copies: [
      { ...first, write: whileAwaited(first.write) },
      { ...second, write: whileAwaited(second.write) },
    ],
    session: {
      ...ports.session,
      write: whileOurs(ports.session.write),
      clear: whileOurs(ports.session.clear),
    },
    activity: { ...ports.activity, write: whileOurs(ports.activity.write) },
    rules: { ...ports.rules, update: whileOurs(ports.rules.update) },
    wakeUp: { set: whileOurs(ports.wakeUp.set) },
    pages: { publish: whileOurs(ports.pages.publish) },
    toolbar: { show: whileOurs(ports.toolbar.show) },
    tokens: {
      ...ports.tokens,
      want(due) {
        if (!revoked) ports.tokens.want(due);
      },
    },
    notifier: { ...ports.notifier, tellDue: whileOurs(ports.notifier.tellDue) },
  };
  return {
    isUrgent,
    begin: () =>
      task(own).finally(() => {
        over = true;
      }),
    revoke: () => {
      revoked = true;
    },
    abandon: () => {
      revoked = true;
      abandoned = true;
      leave();
    },
    abandoned: left,
  };
}
