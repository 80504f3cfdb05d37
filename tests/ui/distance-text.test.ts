import { describe, expect, it, vi } from 'vitest';
import { distanceText } from '../../src/ui/distance-text';

vi.mock('../../src/platform/extension-api', () => import('../support/fake-extension-api'));

const NOW = 1_587_674_497_000;
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('distanceText', () => {
  it.each([
    [4 * MINUTE + 10 * SECOND, 'in 4 min 10 s'],
    [999, 'in 0 s'],
    [SECOND, 'in 1 s'],
    [MINUTE - 1, 'in 59 s'],
    [MINUTE, 'in 1 min'],
    [HOUR + 59 * SECOND, 'in 1 h'],
    [2 * HOUR + 5 * MINUTE + 59 * SECOND, 'in 2 h 5 min'],
    [DAY - 1, 'in 23 h 59 min'],
    [30 * DAY + 3 * HOUR, 'in 30 d 3 h'],
    [0, 'just now'],
    [-999, 'just now'],
    [-SECOND, '1 s ago'],
    [-3 * MINUTE - 4 * SECOND, '3 min 4 s ago'],
    [-400 * DAY, '1 y 35 d ago'],
  ])('says of %d ms: %s', (distance, words) => {
    expect(distanceText(NOW + distance, NOW)).toBe(words);
  });
});
