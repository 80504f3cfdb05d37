import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/domain/errors';
import { waitAfter } from '../../../src/schemes/oauth2-device-code/waiting';

describe('waitAfter', () => {
  const unavailable = new AppError('token-unavailable', 'status 500');

  it('doubles up to five minutes', () => {
    const intervals = [5, 160, 299, 300].map((each) => waitAfter(unavailable, each)?.intervalS);

    expect(intervals).toEqual([10, 300, 300, 300]);
  });

  it('never makes the server’s own interval shorter', () => {
    expect(waitAfter(unavailable, 900)).toEqual({ intervalS: 900, delay: 900_000 });
  });

  it('waits as long as the server wants, once', () => {
    const busy = new AppError('token-unavailable', 'status 503', { retryAfter: 60_000 });

    expect(waitAfter(busy, 5)).toEqual({ intervalS: 10, delay: 60_000 });
  });

  it('is for nothing else', () => {
    expect(waitAfter(new AppError('token-unreadable', 'html'), 5)).toBeUndefined();
    expect(waitAfter(new TypeError('a bug'), 5)).toBeUndefined();
  });
});
