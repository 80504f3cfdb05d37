import { describe, expect, it, vi } from 'vitest';
import type { Origin } from '../../src/domain/site';
import { sitePermissions } from '../../src/platform/site-permissions';

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
