/** A background that dies in one of its calls to the browser: of all that follows, nothing happens. */
import type { Ports, VaultCopy } from '../../src/app/ports';

/** Whether the browser still did what the call asked for. */
export type Death = 'before' | 'after';

interface DyingPorts {
  readonly ports: Ports;
  /** How many calls there were. */
  readonly calls: () => number;
  readonly died: Promise<void>;
}

/** @param call - Counted from 1. */
export function dyingPorts(ports: Ports, call: number, death: Death): DyingPorts {
  let calls = 0;
  let die = () => {};
  const died = new Promise<void>((resolve) => {
    die = resolve;
  });
  const never = new Promise<never>(() => {});

  function mortal<A extends unknown[], R>(act: (...args: A) => Promise<R>) {
    return async (...args: A): Promise<R> => {
      calls += 1;
      if (calls < call) return act(...args);
      if (calls === call && death === 'after') await act(...args);
      die();
      return never;
    };
  }

  const mortalCopy = (copy: VaultCopy): VaultCopy => ({
    ...copy,
    read: mortal(copy.read),
    write: mortal(copy.write),
  });
  const { copies, session, rules, permissions, wakeUp } = ports;
  return {
    died,
    calls: () => calls,
    ports: {
      ...ports,
      copies: [mortalCopy(copies[0]), mortalCopy(copies[1])],
      session: {
        read: mortal(session.read),
        write: mortal(session.write),
        clear: mortal(session.clear),
      },
      rules: { ...rules, installed: mortal(rules.installed), update: mortal(rules.update) },
      permissions: { allowed: mortal(permissions.allowed) },
      wakeUp: { set: mortal(wakeUp.set) },
    },
  };
}
