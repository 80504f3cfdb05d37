// @vitest-environment happy-dom
import { act, cleanup, render } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ActivityEntry } from '../../../src/domain/activity';
import type { ProfileId } from '../../../src/domain/profile';
import type { Origin } from '../../../src/domain/site';
import { SeenDetails } from '../../../src/popup/views/seen-details';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));

const NOW = Date.UTC(2026, 10, 27, 12);
const origin = 'https://api.test' as Origin;
const SEEN: ActivityEntry = {
  id: 1,
  at: NOW - 3000,
  method: 'GET',
  origin,
  address: `${origin}/v1/orders`,
  type: 'main_frame',
  tabId: 1,
  profileId: 'profile-1' as ProfileId,
  headerNames: ['Authorization'],
  status: 200,
  verdict: { cause: 'working' },
  remedy: 'none',
};

beforeEach(() => vi.useFakeTimers({ now: NOW }));
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function draw(changes: Partial<ActivityEntry> = {}) {
  return render(<SeenDetails entry={{ ...SEEN, ...changes }} />).container;
}

describe('SeenDetails', () => {
  it('tells the status and how long ago that was, which goes on', () => {
    const drawn = draw();
    expect(drawn.textContent).toBe('200, 3 s ago');

    act(() => {
      vi.advanceTimersByTime(2000);
    });

    expect(drawn.textContent).toBe('200, 5 s ago');
  });

  it('is not read out each second', () => {
    expect(draw().querySelector('[aria-live="off"]')).not.toBeNull();
  });

  it('has no status without an answer', () => {
    const { status: _, ...unanswered } = SEEN;
    const { container } = render(<SeenDetails entry={unanswered} />);

    expect(container.textContent).toBe('3 s ago');
  });

  it('tells what the server says is left', () => {
    const limits = [{ name: 'burst', remaining: 3, quota: 10, resetsAt: NOW + 60_000 }];

    expect(draw({ limits }).textContent).toMatch(/^200, 3 s ago · .*3 of 10.*1 min/);
  });
});
