// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { OpenState } from '../../../src/domain/app-state';
import type { UndoOffer } from '../../../src/domain/bin';
import type { Origin } from '../../../src/domain/site';
import { AccessOffer } from '../../../src/manager/access/access-offer';
import type { Route } from '../../../src/manager/route';
import { profileOf, stateOf } from '../../support/app-states';
import { proves } from '../../support/proves';

const granted = await vi.hoisted(async () =>
  (await import('../../support/fake-granted')).fakeGranted(),
);
const session = await vi.hoisted(async () =>
  (await import('../../support/fake-session-area')).fakeSessionArea(),
);
vi.mock('../../../src/platform/extension-api', async () => {
  const { browser } = await import('../../support/fake-extension-api');
  const storage = { session: session.area };
  return { browser: { ...browser, storage, permissions: granted.permissionsApi } };
});

const NOW = 1_000_000;
const WITH = stateOf([profileOf(1), profileOf(2)]);
const WITHOUT = stateOf([profileOf(2)]);
const OFFER = 'Keybearer no longer needs access to api1.test.';
const PATTERNS = ['https://api1.test/*', 'https://api2.test/*'];

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  granted.reset();
  session.reset();
  granted.origins = [...PATTERNS];
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  location.hash = '';
});

const pass = (milliseconds = 0) =>
  act(async () => {
    await vi.advanceTimersByTimeAsync(milliseconds);
  });

async function draw(state: OpenState, page: Route['page'] = 'profiles') {
  const drawn = render(
    <main>
      <AccessOffer state={state} page={page} />
    </main>,
  );
  await pass();
  return async (next: OpenState, nextPage = page) => {
    drawn.rerender(
      <main>
        <AccessOffer state={next} page={nextPage} />
      </main>,
    );
    await pass();
  };
}

const offered = () => screen.queryByText(/no longer needs/)?.textContent;
const press = async (name: string) => {
  fireEvent.click(screen.getByRole('button', { name }));
  await pass();
};

describe('AccessOffer', () => {
  it('offers a host once the last profile that names it is gone, and gives back that one', async () => {
    const change = await draw(WITH);
    expect(offered()).toBeUndefined();

    await change(WITHOUT);
    expect(offered()).toBe(OFFER);
    await press('Give back');

    expect(granted.removed).toEqual(['https://api1.test/*']);
    expect(offered()).toBeUndefined();
    screen.getByText('Given back: api1.test.');
  });

  proves('T18', 'a host that another profile still needs is not offered', async (tried) => {
    const change = await draw(WITH);
    const [header] = profileOf(2).headers;
    if (!header) throw new Error('no header');
    const needing = [
      { ...profileOf(2), callers: ['https://api1.test:8443' as Origin] },
      { ...profileOf(2), headers: [{ ...header, tokenOrigins: ['https://api1.test' as Origin] }] },
      { ...profileOf(2), sites: [...profileOf(2).sites, ...profileOf(1).sites] },
    ];
    for (const profile of needing) {
      await change(stateOf([profile]));
      expect(offered()).toBeUndefined();
      tried();
    }
  });

  it('is silent while the deletion can be undone', async () => {
    const undo: UndoOffer = { kind: 'profile', name: 'Profile 1', ids: [], endsAt: NOW + 10_000 };
    await draw({ ...WITHOUT, undo });

    await pass(9_999);
    expect(offered()).toBeUndefined();
    await pass(1);

    expect(offered()).toBe(OFFER);
  });

  it.each(['profile', 'new-profile', 'sign-in', 'access'] as const)(
    'is silent on the page %s',
    async (page) => {
      const change = await draw(WITHOUT, page);
      expect(offered()).toBeUndefined();

      await change(WITHOUT, 'settings');

      expect(offered()).toBe(OFFER);
    },
  );

  it('asks once: Keep counts in other windows and after a reload too', async () => {
    await draw(WITHOUT);
    await press('Keep');
    expect(offered()).toBeUndefined();
    cleanup();

    await draw(WITHOUT);

    expect(offered()).toBeUndefined();
    expect(granted.removed).toEqual([]);
  });

  it('asks again if a profile has named the host in between', async () => {
    const change = await draw(WITHOUT);
    await press('Keep');

    await change(WITH);
    await change(WITHOUT);

    expect(offered()).toBe(OFFER);
  });

  it('names three hosts and counts the others; Keep keeps them all', async () => {
    granted.origins = [1, 3, 4, 5, 6].map((index) => `https://api${index}.test/*`);
    await draw(WITHOUT);

    expect(offered()).toContain('api1.test, api3.test, api4.test and 2 more.');
    await press('Keep');

    expect(offered()).toBeUndefined();
  });

  it('does not offer again what the browser keeps, and says so', async () => {
    granted.kept = ['https://api1.test/*'];
    await draw(WITHOUT);

    await press('Give back');

    screen.getByText(/The browser keeps this access: api1.test/);
    expect(offered()).toBeUndefined();
  });

  it('has nothing to say about all sites', async () => {
    granted.origins = ['*://*/*'];
    await draw(stateOf([]));

    expect(offered()).toBeUndefined();
  });
});
