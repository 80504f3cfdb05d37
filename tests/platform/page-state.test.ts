/** Both ends of the published state over one `storage.session`. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type AppState, isWhole, type StateStamp } from '../../src/domain/app-state';
import type { Origin } from '../../src/domain/site';
import { pageState } from '../../src/platform/page-state';
import {
  onPublishedState,
  readPublishedState,
  readPublishedStateFor,
} from '../../src/platform/published-state';
import { HEAD_PROFILES, partKey, partOf } from '../../src/platform/state-parts';
import {
  LOCKED,
  opened,
  profileOf,
  siteOf,
  stateOf,
  stateOfMany,
  withSettings,
} from '../support/app-states';

const fake = await vi.hoisted(async () =>
  (await import('../support/fake-session-area')).fakeSessionArea(),
);
vi.mock('../../src/platform/extension-api', () => ({
  browser: { storage: { session: fake.area } },
}));

const few = stateOfMany(10, 3);
const many = stateOfMany(500, 20);
const site = siteOf(333);
/** The state `many`, with a new name for the profile of `site`. */
const renamed: AppState = {
  ...many,
  profiles: many.profiles.map((each) =>
    each.id === profileOf(333).id ? { ...each, name: 'Renamed' } : each,
  ),
};
const sorted = (state: AppState | undefined) =>
  state?.vault === 'unlocked' ? { ...state, allowed: state.allowed.toSorted() } : state;

let heard: AppState[];
/** The stamp of the state that the page shows. */
let shown: StateStamp | undefined;
let stop: () => void;

beforeEach(() => {
  fake.reset();
  heard = [];
  shown = undefined;
  stop = onPublishedState(
    (state) => heard.push(state),
    (stamp) => stamp === shown,
  );
});

afterEach(() => {
  stop();
  vi.restoreAllMocks();
});

describe('publishing', () => {
  it('stores few profiles under one key', async () => {
    await pageState.publish(few);

    expect([...fake.stored.keys()]).toEqual(['state']);
    expect(await readPublishedState()).toEqual(few);
  });

  it('stores many so that the whole can be read again', async () => {
    await pageState.publish(many);

    expect(sorted(await readPublishedState())).toEqual(sorted(many));
  });

  it('writes the one part that has changed, and nothing when nothing has', async () => {
    await pageState.publish(many);
    fake.calls.length = 0;

    await pageState.publish(many);
    expect(fake.calls).toEqual([]);

    await pageState.publish(renamed);
    expect(fake.calls).toEqual([`set state,${partKey(partOf(site))},state-fingerprints`]);
    expect(sorted(await readPublishedState())).toEqual(sorted(renamed));
  });

  it('writes only the head when only that has changed', async () => {
    await pageState.publish(many);
    fake.calls.length = 0;

    await pageState.publish(withSettings(many, { paused: true }));

    expect(fake.calls).toEqual(['set state,state-fingerprints']);
  });

  it('compares with what came before, not with what is still being written', async () => {
    void pageState.publish(many);
    void pageState.publish(renamed);
    await pageState.publish(many);

    expect(sorted(await readPublishedState())).toEqual(sorted(many));
  });

  it('leaves nothing but the locked state after a lock, the names gone first', async () => {
    await pageState.publish(many);
    fake.calls.length = 0;

    await pageState.publish(LOCKED);

    expect([...fake.stored.keys()]).toEqual(['state']);
    expect(await readPublishedState()).toEqual(LOCKED);
    expect(fake.calls.map((call) => call.split(' ')[0])).toEqual(['remove', 'set']);
  });

  it('writes every part again after a lock', async () => {
    await pageState.publish(many);
    await pageState.publish(LOCKED);

    await pageState.publish(many);

    expect(sorted(await readPublishedState())).toEqual(sorted(many));
  });

  it('leaves no older state to be shown when there is no room for the new one', async () => {
    await pageState.publish(many);
    fake.full = true;

    await expect(pageState.publish(renamed)).rejects.toThrow('quota');

    expect([...fake.stored.keys()]).toEqual([]);
    fake.full = false;
    await pageState.publish(renamed);
    expect(sorted(await readPublishedState())).toEqual(sorted(renamed));
  });
});

describe('reading for a popup', () => {
  const readFor = (origin: Origin | undefined) => readPublishedStateFor(Promise.resolve(origin));

  it('finds few profiles whole, without waiting for the tab', async () => {
    await pageState.publish(few);

    expect(await readPublishedStateFor(new Promise(() => {}))).toEqual(few);
  });

  it('reads of many the head and the one part of the site', async () => {
    await pageState.publish(many);
    await vi.waitFor(() => expect(heard).toHaveLength(1));
    fake.reads.length = 0;

    const state = opened((await readFor(site)) ?? LOCKED);

    expect(fake.reads).toEqual([['state'], ['state', partKey(partOf(site))]]);
    expect(state.profiles.map(({ name }) => name)).toContain('Profile 333');
    expect(isWhole(state)).toBe(false);
    expect(state.profileCount).toBe(500);
  });

  it('reads the head alone where the tab is no web page', async () => {
    await pageState.publish(many);

    const profiles = many.profiles.slice(0, HEAD_PROFILES);

    expect(await readFor(undefined)).toMatchObject({ profiles });
  });

  it('knows nothing, rather than no profile, when the part is gone', async () => {
    await pageState.publish(many);
    await fake.area.remove(partKey(partOf(site)));

    expect(await readFor(site)).toBeUndefined();
  });

  it('says locked when that happens between its two reads', async () => {
    await pageState.publish(many);
    let answer = (_: Origin) => {};
    const reading = readPublishedStateFor(new Promise((resolve) => (answer = resolve)));
    await pageState.publish(LOCKED);

    answer(site);

    expect(await reading).toEqual(LOCKED);
  });

  it('knows nothing before anything was published', async () => {
    expect(await readFor(site)).toBeUndefined();
    expect(await readPublishedState()).toBeUndefined();
  });
});

describe('hearing of what is published', () => {
  it('tells the whole, though one part was written', async () => {
    await pageState.publish(many);
    await vi.waitFor(() => expect(heard).toHaveLength(1));

    await pageState.publish(renamed);

    await vi.waitFor(() => expect(heard).toHaveLength(2));
    expect(heard.map(sorted)).toEqual([many, renamed].map(sorted));
  });

  it('does not read again what the page shows, and reads what comes after it', async () => {
    // Casts: stamps are made in the background.
    const [first, second] = ['first' as StateStamp, 'second' as StateStamp];
    shown = first;
    await pageState.publish({ ...many, stamp: first });
    await vi.waitFor(() => expect(fake.reads).toContainEqual(['state']));

    await pageState.publish({ ...renamed, stamp: second });

    await vi.waitFor(() => expect(heard).toHaveLength(1));
    expect(sorted(heard[0])).toEqual(sorted({ ...renamed, stamp: second }));
    // The parts of the first one were never read.
    expect(fake.reads.filter((keys) => keys.length > 1)).toHaveLength(1);
  });

  it('writes nothing of a state that differs in its stamp alone', async () => {
    await pageState.publish({ ...many, stamp: 'first' as StateStamp });
    fake.calls.length = 0;

    await pageState.publish({ ...many, stamp: 'second' as StateStamp });

    expect(fake.calls).toEqual([]);
  });

  it('stores the same of a small state that differs in its stamp alone', async () => {
    for (const stamp of ['first', 'second']) {
      await pageState.publish({ ...few, stamp: stamp as StateStamp });

      expect(await readPublishedState()).toEqual(few);
    }
  });

  it('tells the last one last, though an earlier one takes longer to read', async () => {
    const slow: (() => void)[] = [];
    const { get } = fake.area;
    vi.spyOn(fake.area, 'get').mockImplementation(async (keys) => {
      const found = await get(keys);
      // A page reads many keys, the background one.
      if (Array.isArray(keys)) await new Promise<void>((resolve) => slow.push(resolve));
      return found;
    });

    await pageState.publish(many);
    await vi.waitFor(() => expect(slow).toHaveLength(1));
    await pageState.publish(LOCKED);
    for (const finish of slow) finish();
    await new Promise((resolve) => setTimeout(resolve));

    expect(heard).toEqual([LOCKED]);
  });

  it('says nothing of what is none of its business', async () => {
    await fake.area.set({ dataKey: 'x' });
    await fake.area.remove('dataKey');

    expect(heard).toEqual([]);
    expect(fake.reads).toEqual([]);
  });

  it('goes from many to few and back', async () => {
    for (const state of [many, few, many, stateOf([])]) {
      await pageState.publish(state);
      await vi.waitFor(() => expect(sorted(heard.at(-1))).toEqual(sorted(state)));
    }
  });
});
