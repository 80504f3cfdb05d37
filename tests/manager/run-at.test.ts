// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runAt } from '../../src/manager/run-at';

beforeEach(() => vi.useFakeTimers({ now: 1_000 }));
afterEach(() => vi.useRealTimers());

const show = () => document.dispatchEvent(new Event('visibilitychange'));

describe('runAt', () => {
  it('acts then, and once', () => {
    const act = vi.fn();
    runAt(6_000, act);

    vi.advanceTimersByTime(4_999);
    expect(act).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(act).toHaveBeenCalledOnce();
    show();
    vi.runAllTimers();
    expect(act).toHaveBeenCalledOnce();
  });

  it('acts at once where the moment is over', () => {
    const act = vi.fn();

    runAt(500, act);

    vi.advanceTimersByTime(0);
    expect(act).toHaveBeenCalledOnce();
  });

  it('acts as soon as the tab is shown, where its timer is late', () => {
    const act = vi.fn();
    runAt(6_000, act);
    // The clock advances, but the browser delays the timer.
    vi.setSystemTime(40_000);

    show();

    vi.advanceTimersByTime(0);
    expect(act).toHaveBeenCalledOnce();
  });

  it('does not act early because the tab is shown', () => {
    const act = vi.fn();
    runAt(6_000, act);
    vi.advanceTimersByTime(2_000);

    show();

    vi.advanceTimersByTime(2_999);
    expect(act).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(act).toHaveBeenCalledOnce();
  });

  // Longer than a timer's maximum of 24.8 days, such as after the clock was set back by a year.
  it('does not act early because the moment is a year away', () => {
    const YEAR = 365 * 24 * 60 * 60_000;
    const act = vi.fn();
    runAt(1_000 + YEAR, act);

    vi.advanceTimersByTime(YEAR - 1);
    expect(act).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(act).toHaveBeenCalledOnce();
  });

  it('can be called off', () => {
    const act = vi.fn();

    runAt(6_000, act)();

    show();
    vi.runAllTimers();
    expect(act).not.toHaveBeenCalled();
  });
});
