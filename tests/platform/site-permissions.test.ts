import { describe, expect, it, vi } from 'vitest';
import type { Origin } from '../../src/domain/site';
import { sitePermissions } from '../../src/platform/site-permissions';

const contains = vi.hoisted(() => vi.fn());
vi.mock('../../src/platform/extension-api', () => ({
  browser: { permissions: { contains } },
}));

describe('what is allowed', () => {
  it('is not what is no origin at all, whatever lies beside it', async () => {
    contains.mockResolvedValue(true);
    const good = 'https://api.test' as Origin;

    // As `URL` has it of `javascript:` and the like, and as a restored file may.
    for (const none of ['null', '', 'nowhere']) {
      const allowed = await sitePermissions.allowed([good, none as Origin]);

      expect([...allowed]).toEqual([good]);
    }
  });
});
