/** The ports of a turn that a lock overtakes: each effect is taken back, or left for a reason. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Ports } from '../../src/app/ports';
import { EFFECTS, type EffectTable, limitPorts } from '../../src/app/turn-ports';
import { EMPTY_STATE } from '../support/app-states';
import { type FakeBrowser, fakeBrowser } from '../support/fake-ports';
import { refusal } from '../support/matchers';

let browser: FakeBrowser;

beforeEach(() => {
  browser = fakeBrowser();
});

describe('the table of effects', () => {
  it('does not compile with a port or a method that has no line: planted', () => {
    interface Probe {
      act(): Promise<void>;
    }
    // @ts-expect-error `probe` is missing: no line says what a lock does to it.
    const withPort: EffectTable<Ports & { readonly probe: Probe }> = EFFECTS;
    // @ts-expect-error `rules.act` is missing.
    const withMethod: EffectTable<Ports & { readonly rules: Probe }> = EFFECTS;

    expect([withPort, withMethod]).toEqual([EFFECTS, EFFECTS]);
  });

  it('gives a reason for each effect that is left', () => {
    const effects = Object.values(EFFECTS).flatMap((port) =>
      typeof port === 'string' || 'left' in port ? [port] : Object.values(port),
    );
    const left = effects.filter((effect) => typeof effect === 'object');

    expect(left.length).toBeGreaterThan(0);
    for (const { left: reason } of left) expect(reason).toMatch(/\w+ \w+/);
  });
});

describe('a turn that a lock has overtaken', () => {
  it('reaches nothing that the table says is refused or ignored', async () => {
    const { ports, revoke } = limitPorts(browser.ports);
    revoke();
    const locked = refusal('vault-locked');

    await expect(ports.session.write({ generation: 1 })).rejects.toThrow(locked);
    await expect(ports.session.clear()).rejects.toThrow(locked);
    await expect(ports.activity.write(browser.activity)).rejects.toThrow(locked);
    await expect(ports.rules.update({ addRules: [], removeRuleIds: [] })).rejects.toThrow(locked);
    await expect(ports.wakeUp.set(1)).rejects.toThrow(locked);
    await expect(ports.pages.publish(EMPTY_STATE)).rejects.toThrow(locked);
    await expect(ports.toolbar.showEverywhere({ kind: 'idle' })).rejects.toThrow(locked);
    await expect(ports.toolbar.showIn(1, { kind: 'idle' })).rejects.toThrow(locked);
    await expect(ports.notifier.tellDue()).rejects.toThrow(locked);
    ports.tokens.want([]);
    expect(browser.calls).toEqual([]);
  });

  it('cannot call a port that is one function, if the table refuses it', async () => {
    let calls = 0;
    const fetch = async () => {
      calls += 1;
      return new Response();
    };
    const effects = { ...EFFECTS, fetch: 'refused' } as const;
    const { ports, revoke } = limitPorts({ ...browser.ports, fetch }, effects);
    await ports.fetch('https://api.test/');

    revoke();

    await expect(ports.fetch('https://api.test/')).rejects.toThrow(refusal('vault-locked'));
    expect(calls).toBe(1);
  });

  it('may finish its commit until the lock stops waiting for it', async () => {
    const { ports, revoke, end } = limitPorts(browser.ports);
    revoke();

    await ports.copies[0].write({ current: 'first' });
    end();

    const late = ports.copies[1].write({ current: 'second' });
    await expect(late).rejects.toThrow(refusal('vault-locked'));
    expect(browser.calls).toEqual(['storage.write']);
  });
});
