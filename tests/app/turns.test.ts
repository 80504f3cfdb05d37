/** Only one turn writes at a time; the exceptions do not wait. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LOCK_WAITS_MS, lock } from '../../src/app/lock/lock';
import type { Ports } from '../../src/app/ports';
import { type Turns, turnsOn } from '../../src/app/turns';
import type { Rule } from '../../src/rules/rule';
import type { DataKey } from '../../src/vault/data-key';
import { EMPTY_STATE } from '../support/app-states';
import { type FakeBrowser, fakeBrowser } from '../support/fake-ports';
import { refusal } from '../support/matchers';
import { proves } from '../support/proves';

const RULE: Rule = {
  id: 1,
  priority: 1,
  condition: { urlFilter: '|https://api.test/', isUrlFilterCaseSensitive: true },
  action: { type: 'modifyHeaders', requestHeaders: [] },
};

let browser: FakeBrowser;
let turns: Turns;
let log: string[];

beforeEach(() => {
  vi.useFakeTimers();
  browser = fakeBrowser();
  // Cast: nothing here opens anything with it.
  browser.session = { dataKey: 'key' as DataKey };
  browser.rules = [RULE];
  turns = turnsOn(browser.ports, untold);
  log = [];
});

afterEach(() => {
  vi.useRealTimers();
});

const untold = async () => {};

/** Something that is over when the test says so. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open: () => open(), opened };
}

/** All that can happen without time going by. */
function settle(): Promise<void> {
  return vi.advanceTimersByTimeAsync(0).then(() => undefined);
}

describe('take', () => {
  it('does one task after the other, in the order they came', async () => {
    const first = gate();
    const one = turns.take(async () => {
      log.push('one begins');
      await first.opened;
      log.push('one ends');
      return 1;
    });
    const two = turns.take(async () => {
      log.push('two');
      return 2;
    });
    await settle();
    expect(log).toEqual(['one begins']);

    first.open();

    expect(await Promise.all([one, two])).toEqual([1, 2]);
    expect(log).toEqual(['one begins', 'one ends', 'two']);
  });

  it('goes on after a failed task, whose caller gets the error', async () => {
    const failed = turns.take(async () => {
      throw new Error('for the test');
    });
    const next = turns.take(async () => 'done');

    await expect(failed).rejects.toThrow('for the test');
    expect(await next).toBe('done');
  });

  it('begins at once when nothing is before it, and again after a rest', async () => {
    expect(await turns.take(async () => 1)).toBe(1);
    await settle();
    expect(await turns.take(async () => 2)).toBe(2);
  });
});

describe('takeToKeep', () => {
  const keep = (own: Ports) => own.session.write({ generation: 7 });

  it('goes ahead of waiting tasks, and a lock does not overtake it', async () => {
    const running = gate();
    const all = [
      turns.take(() => running.opened.then(() => log.push('running'))),
      turns.take(async () => log.push('waiting')),
      turns.takeToKeep(async () => log.push('typed')),
      turns.takeToKeep(async () => log.push('typed after')),
      turns.takeNow(async () => log.push('lock')),
      turns.takeToKeep(async () => log.push('typed too late')),
    ];
    await settle();

    running.open();

    await Promise.all(all);
    expect(log).toEqual(['running', 'typed', 'typed after', 'lock', 'typed too late', 'waiting']);
  });

  it.each(['runs', 'waits'])('is not taken back by a lock while it %s', async (when) => {
    const hanging = gate();
    const before = when === 'waits' && turns.take(() => hanging.opened);
    const typed = turns.takeToKeep(async (own) => {
      await hanging.opened;
      await keep(own);
    });
    await settle();
    const locked = turns.takeNow(async ({ session }) => {
      log.push(`locked over ${(await session.read()).generation}`);
    });
    await settle();
    expect(browser.rules).toEqual([]);

    hanging.open();
    await Promise.all([before, typed, locked]);

    expect(log).toEqual(['locked over 7']);
  });

  proves('T8', 'a draft that cannot be stored holds up no lock', async (tried) => {
    const { opened } = gate();
    for (let each = 0; each < 3; each += 1) {
      void turns.takeToKeep(async (own) => {
        await opened;
        await keep(own);
      });
    }
    await settle();

    const locked = turns.takeNow((own) => lock(own));
    await settle();
    expect(browser.rules).toEqual([]);
    await vi.advanceTimersByTimeAsync(LOCK_WAITS_MS);

    await locked;
    expect(browser.session.dataKey).toBeUndefined();
    tried();
  });
});

describe('takeToOpen', () => {
  const open = (own: Ports) => own.session.write({ dataKey: 'key' as DataKey });
  const dropped = (task: Promise<unknown>) =>
    expect(task).rejects.toThrow(refusal('locked-meanwhile'));

  proves(
    'T8',
    'a lock ends what runs and what waits, and nothing of it has an effect',
    async (tried) => {
      browser.session = {};
      const deriving = gate();
      const running = turns.takeToOpen(async (own) => {
        await deriving.opened;
        await open(own);
      });
      const waiting = turns.takeToOpen(open);
      const other = turns.take(async () => log.push('another task'));
      await settle();
      const locked = turns.takeNow((own) => lock(own));

      // The callers need not wait for the derivation to hear of it.
      await Promise.all([dropped(running), dropped(waiting)]);
      deriving.open();
      await Promise.all([locked, other]);
      await settle();

      expect(browser.session).toEqual({ locks: 1 });
      expect(log).toEqual(['another task']);
      tried();
    },
  );

  it('opens after a lock that came before it', async () => {
    const locked = turns.takeNow((own) => lock(own));

    await turns.takeToOpen(open);

    await locked;
    expect(browser.session.dataKey).toBe('key');
  });
});

describe('takeNow', () => {
  it('goes ahead of waiting tasks, not of the running one', async () => {
    const running = gate();
    const all = [
      turns.take(() => running.opened.then(() => log.push('running'))),
      turns.take(async () => log.push('waiting')),
      turns.takeNow(async () => log.push('lock')),
    ];
    await settle();

    running.open();

    await Promise.all(all);
    expect(log).toEqual(['running', 'lock', 'waiting']);
  });

  it('has the ports as they are: a lock that runs alone is refused nothing', async () => {
    await turns.takeNow((own) => lock(own, 'idle'));

    expect(browser.rules).toEqual([]);
    expect(browser.session).toEqual({ lockedBy: 'idle', locks: 1 });
  });

  proves('T8', 'rules go at once, while a commit hangs', async (tried) => {
    for (const index of [0, 1] as const) {
      browser.rules = [RULE];
      const hanging = gate();
      turns = turnsOn(withHangingWrite(index, hanging.opened), untold);
      const commit = turns.take((own) => own.copies[index].write({ current: 'new' }));
      await settle();
      expect(browser.rules).toEqual([RULE]);

      const locked = turns.takeNow((own) => lock(own));
      await settle();

      expect(browser.rules).toEqual([]);
      expect(browser[index === 0 ? 'storage' : 'database']).toEqual({});
      tried();
      hanging.open();
      await Promise.all([commit, locked]);
    }
  });

  proves('T8', 'rules go at once, while the session does not answer', async (tried) => {
    const { session } = browser.ports;
    const readNow = () => new Promise<never>(() => {});
    turns = turnsOn({ ...browser.ports, session: { ...session, readNow } }, untold);

    void turns.takeNow((own) => lock(own));
    await settle();

    expect(browser.rules).toEqual([]);
    tried();
  });

  it('lets a commit in flight finish, and nothing else of its turn', async () => {
    const hanging = gate();
    turns = turnsOn(withHangingWrite(0, hanging.opened), untold);
    const commit = turns.take(async (own) => {
      await own.copies[0].write({ current: 'new' });
      await own.copies[1].write({ current: 'new' });
      await own.session.write({ generation: 2 });
    });
    const refused = expect(commit).rejects.toThrow(refusal('vault-locked'));
    await settle();

    const locked = turns.takeNow((own) => lock(own));
    await vi.advanceTimersByTimeAsync(LOCK_WAITS_MS - 1);
    hanging.open();
    await locked;

    await refused;
    expect([browser.storage.current, browser.database.current]).toEqual(['new', 'new']);
    expect(browser.session).toEqual({ locks: 1 });
  });

  it.each<[string, (own: Ports) => Promise<unknown>]>([
    ['the rules', ({ rules }) => rules.update({ removeRuleIds: [], addRules: [RULE] })],
    ['the session', ({ session }) => session.write({ dataKey: 'key' as DataKey })],
    ['the alarm', ({ wakeUp }) => wakeUp.set(1)],
    ['the pages', ({ pages }) => pages.publish(EMPTY_STATE)],
    ['the toolbar', ({ toolbar }) => toolbar.showEverywhere({ kind: 'idle' })],
    ['the system', ({ notifier }) => notifier.tellDue()],
  ])('keeps what it has overtaken from %s', async (_, reach) => {
    const hanging = gate();
    const overtaken = turns.take(async (own) => {
      await hanging.opened;
      await reach(own);
    });
    const refused = expect(overtaken).rejects.toThrow(refusal('vault-locked'));
    await settle();
    const locked = turns.takeNow((own) => lock(own));

    hanging.open();
    await locked;

    await refused;
    expect(browser.rules).toEqual([]);
    expect(browser.session).toEqual({ locks: 1 });
    expect([browser.wakeUpAt, browser.published, browser.toolbar]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(browser.notifications).toBe(0);
  });

  proves('T8', 'a commit that never ends is left behind, and the key is gone', async (tried) => {
    const hanging = gate();
    turns = turnsOn(withHangingWrite(0, hanging.opened), untold);
    const hung = turns.take(async (own) => {
      await own.copies[0].write({ current: 'new' });
      log.push('written');
      await own.copies[1].write({ current: 'new' }).catch(() => log.push('second refused'));
      await own.session.write({ dataKey: 'key' as DataKey }).catch(() => log.push('key refused'));
      await own.rules
        .update({ removeRuleIds: [], addRules: [RULE] })
        .catch(() => log.push('rules refused'));
    });
    await settle();
    const locked = turns.takeNow((own) => lock(own));
    const after = turns.take(async () => 'the queue goes on');

    await vi.advanceTimersByTimeAsync(LOCK_WAITS_MS - 1);
    expect(browser.session.dataKey).toBe('key');
    await vi.advanceTimersByTimeAsync(1);
    // The lock's own commit may hang as long again.
    await vi.advanceTimersByTimeAsync(LOCK_WAITS_MS);

    await locked;
    expect(browser.session).toEqual({ locks: 1 });
    expect(browser.rules).toEqual([]);
    expect(await after).toBe('the queue goes on');
    tried();

    hanging.open();
    await hung;
    expect(log).toEqual(['written', 'second refused', 'key refused', 'rules refused']);
    expect(browser.session).toEqual({ locks: 1 });
    expect(browser.rules).toEqual([]);
    expect(browser.database.current).toBeUndefined();
    tried();
  });

  proves('T8', 'a browser that refuses once to take rules away is locked', async (tried) => {
    const running = gate();
    const { rules } = browser.ports;
    let refusals = 1;
    turns = turnsOn(
      {
        ...browser.ports,
        rules: {
          ...rules,
          installed: async () => {
            if (refusals-- > 0) throw new Error('refused for the test');
            return rules.installed();
          },
        },
      },
      untold,
    );
    const slow = turns.take(() => running.opened);
    await settle();
    const locked = turns.takeNow((own) => lock(own));
    await settle();

    running.open();
    await Promise.all([slow, locked]);

    expect(browser.session).toEqual({ locks: 1 });
    expect(browser.rules).toEqual([]);
    tried();
  });

  it('waits for a task that ends in time', async () => {
    const running = gate();
    const slow = turns.take(async (own) => {
      await running.opened;
      await own.copies[0].write({ current: 'new' });
    });
    await settle();
    const locked = turns.takeNow((own) => lock(own));
    await vi.advanceTimersByTimeAsync(LOCK_WAITS_MS - 1);
    running.open();
    await Promise.all([slow, locked]);

    expect(browser.storage.current).toBe('new');
  });
});

function withHangingWrite(index: 0 | 1, until: Promise<void>): Ports {
  const [first, second] = browser.ports.copies;
  const hanging = (copy: typeof first) => ({
    ...copy,
    write: async (stored: Parameters<typeof copy.write>[0]) => {
      await until;
      await copy.write(stored);
    },
  });
  return {
    ...browser.ports,
    copies: [index === 0 ? hanging(first) : first, index === 1 ? hanging(second) : second],
  };
}
