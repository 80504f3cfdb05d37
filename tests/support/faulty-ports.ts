/** Ports that fail or die at the k-th call, as when the background dies in a use case. */
import type { Ports } from '../../src/app/ports';
import { AppError } from '../../src/domain/errors';

export type Fault =
  /** The call is refused; the use case goes on and can react. */
  | 'fails'
  /** The background is gone: this call and every later one has no effect and no answer. */
  | 'dies before'
  /** The same, but this call still took effect. */
  | 'dies after';

export const FAULTS: readonly Fault[] = ['fails', 'dies before', 'dies after'];

interface FaultyPorts {
  readonly ports: Ports;
  /** Resolves once the faulty call has been made and nothing more can happen. */
  readonly dead: Promise<void>;
  /** The number of calls so far. */
  calls(): number;
}

/** @param at - The number of the call, from 1; infinity: none is faulty. */
export function faultyPorts(ports: Ports, fault: Fault, at: number): FaultyPorts {
  let calls = 0;
  let over = false;
  let end = () => {};
  const dead = new Promise<void>((resolve) => {
    end = resolve;
  });

  function faulty<A extends unknown[], R>(call: (...args: A) => Promise<R>) {
    return async (...args: A): Promise<R> => {
      if (over) return never();
      calls += 1;
      if (calls !== at) return call(...args);
      if (fault === 'fails') throw new AppError('storage-failed', 'refused on purpose');
      over = true;
      if (fault === 'dies after') await call(...args);
      end();
      return never();
    };
  }

  return { dead, calls: () => calls, ports: portsAround(ports, faulty) };
}

/** Ports whose calls, other than those that only read the clock, all go through a function of the test. */
export function portsAround(
  ports: Ports,
  around: <A extends unknown[], R>(call: (...args: A) => Promise<R>) => (...args: A) => Promise<R>,
): Ports {
  const [first, second] = ports.copies.map(({ place, read, write }) => ({
    place,
    read: around(read),
    write: around(write),
  }));
  if (!first || !second) throw new Error('two copies');
  const { session, activity, rules, permissions, wakeUp, idle, tabs } = ports;
  return {
    ...ports,
    copies: [first, second],
    session: {
      read: around(session.read),
      readNow: around(session.readNow),
      write: around(session.write),
      clear: around(session.clear),
    },
    activity: { read: around(activity.read), write: around(activity.write) },
    rules: {
      browser: rules.browser,
      installed: around(rules.installed),
      update: around(rules.update),
    },
    permissions: { allowed: around(permissions.allowed) },
    wakeUp: { set: around(wakeUp.set) },
    idle: { watch: idle.watch, isActive: around(idle.isActive) },
    tabs: { ...tabs, all: around(tabs.all), shown: around(tabs.shown) },
    // The server has done its work even if its answer is lost.
    fetch: around(ports.fetch),
    visitSilently: around(ports.visitSilently),
    fetchSeeingRedirects: around(ports.fetchSeeingRedirects),
  };
}

function never<T>(): Promise<T> {
  return new Promise(() => {});
}
