import { describe, expect, it } from 'vitest';
import { isLongEnough } from '../../src/domain/passphrase';
import { suggestPassphrase } from '../../src/manager/suggest-passphrase';

describe('suggestPassphrase', () => {
  it('is long enough, easy to copy by hand, and never the same', () => {
    const suggestions = Array.from({ length: 1000 }, suggestPassphrase);

    for (const suggestion of suggestions) {
      expect(suggestion).toMatch(/^([0-9a-hjkmnp-tv-z]{4}-){4}[0-9a-hjkmnp-tv-z]{4}$/);
      expect(isLongEnough(suggestion)).toBe(true);
    }
    expect(new Set(suggestions).size).toBe(1000);
  });

  it('uses all letters about equally often', () => {
    const counts = new Map<string, number>();
    for (const letter of Array.from({ length: 2000 }, suggestPassphrase)
      .join('')
      .replaceAll('-', '')) {
      counts.set(letter, (counts.get(letter) ?? 0) + 1);
    }

    // 40,000 letters, 1,250 expected of each; seven standard deviations either way.
    expect(counts.size).toBe(32);
    for (const count of counts.values()) expect(Math.abs(count - 1250)).toBeLessThan(250);
  });
});
