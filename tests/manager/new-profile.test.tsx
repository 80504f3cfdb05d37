// @vitest-environment happy-dom
/** The form of a new profile that is on the screen when the popup hands over the next page. */
import { cleanup, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Origin } from '../../src/domain/site';
import { NewProfile } from '../../src/manager/new-profile';
import { handOverSite } from '../../src/platform/site-handover';

const fake = await vi.hoisted(async () =>
  (await import('../support/fake-session-area')).fakeSessionArea(),
);
vi.mock('../../src/platform/extension-api', async () => {
  const { browser } = await import('../support/fake-extension-api');
  const tabs = { getCurrent: async () => ({ id: 7 }) };
  return { browser: { ...browser, tabs, storage: { session: fake.area } } };
});
beforeEach(() => fake.reset());
afterEach(cleanup);

const [FIRST, SECOND] = ['https://first.test' as Origin, 'https://second.test' as Origin];

function draw(): void {
  render(
    <NewProfile
      schemes={[]}
      passkeyRequests={[]}
      readOnly={false}
      send={async () => ({ ok: true })}
      ask={async () => undefined}
      onDone={() => {}}
    />,
  );
}

const shown = (site: Origin) => screen.findByText(new RegExp(new URL(site).host));

describe('the form of a new profile', () => {
  it('becomes the form of the page that is handed over to its open tab', async () => {
    await handOverSite(FIRST, 1);
    draw();
    await shown(FIRST);

    vi.setSystemTime(Date.now() + 1_000);
    await handOverSite(SECOND, 2);
    window.dispatchEvent(new Event('focus'));

    await shown(SECOND);
    vi.useRealTimers();
  });

  it('stays as it is when its tab is shown again for another reason', async () => {
    await handOverSite(FIRST, 1);
    draw();
    const before = (await shown(FIRST)).closest('form');

    document.dispatchEvent(new Event('visibilitychange'));
    window.dispatchEvent(new Event('focus'));
    await waitFor(() => expect(fake.stored.size).toBe(1));

    expect((await shown(FIRST)).closest('form')).toBe(before);
  });
});
