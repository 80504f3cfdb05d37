/** The session in `storage.session`: a lock leaves only named keys. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { EMPTY_SESSION } from '../../src/app/session';
import { FACT_KEYS, SESSION_KEYS } from '../../src/app/session-keys';
import { sessionStore } from '../../src/platform/session-store';

const fake = await vi.hoisted(async () =>
  (await import('../support/fake-session-area')).fakeSessionArea(),
);
vi.mock('../../src/platform/extension-api', () => ({
  browser: { storage: { session: fake.area } },
}));

beforeEach(() => fake.reset());

describe('clear', () => {
  it('removes all but the named keys, unknown ones too', async () => {
    const activity = ['activity', 'seen', 'activity-0', 'activity-10'];
    const pages = [
      'state',
      'state-fingerprints',
      'state-part-3',
      'siteForNewProfile',
      'keptAccess',
    ];
    const all = [...SESSION_KEYS, ...FACT_KEYS, ...activity, ...pages, 'addressToExplain', 'probe'];
    await fake.area.set(Object.fromEntries(all.map((key) => [key, 'x'])));

    await sessionStore.clear();

    expect([...fake.stored.keys()].sort()).toEqual([...FACT_KEYS, ...pages].sort());
  });

  it('removes key and activity at once, even if the rest cannot be listed', async () => {
    await fake.area.set({ dataKey: 'x', generation: 1, seen: {}, 'activity-3': [] });
    const listing = vi.spyOn(fake.area, 'get').mockRejectedValue(new Error('for the test'));

    await sessionStore.clear();

    listing.mockRestore();
    expect([...fake.stored.keys()]).toEqual(['generation']);
    expect(fake.calls.filter((call) => call.startsWith('remove'))).toHaveLength(1);
  });
});

describe('read', () => {
  it('gives back what was written, and nothing that was removed', async () => {
    await sessionStore.write({ generation: 3, notice: 'repaired' });
    await sessionStore.write({ notice: undefined });

    expect(await sessionStore.read()).toEqual({ ...EMPTY_SESSION, generation: 3 });
    expect(await sessionStore.readNow()).toEqual(await sessionStore.read());
  });
});
