import { describe, expect, it, vi } from 'vitest';
import type { Origin } from '../../src/domain/site';
import { patternOf, sitePermissions } from '../../src/platform/site-permissions';

const contains = vi.hoisted(() => vi.fn());
vi.mock('../../src/platform/extension-api', () => ({
  browser: { permissions: { contains } },
}));

describe('what is allowed', () => {
  it('does not include an invalid origin, beside a valid one', async () => {
    contains.mockResolvedValue(true);
    const good = 'https://api.test' as Origin;

    // `URL` gives such origins for `javascript:` and the like, and a restored file may hold them.
    for (const none of ['null', '', 'nowhere']) {
      const allowed = await sitePermissions.allowed([good, none as Origin]);

      expect([...allowed]).toEqual([good]);
    }
  });
});

describe('the pattern of an origin', () => {
  it.each([
    ['https://api.test', 'https://api.test/*'],
    ['http://localhost:3000', 'http://localhost/*'],
    ['https://192.0.2.7:8443', 'https://192.0.2.7/*'],
    ['http://[2001:db8::1]', 'http://[2001:db8::1]/*'],
    ['http://[2001:db8::1]:8080', 'http://[2001:db8::1]/*'],
  ])('has no port: %s', (origin, pattern) => {
    expect(patternOf(origin as Origin)).toBe(pattern);
  });

  it.each(['null', '', 'https://', 'https://a b'])('does not exist for %j', (origin) => {
    expect(() => patternOf(origin as Origin)).toThrow(TypeError);
  });
});
