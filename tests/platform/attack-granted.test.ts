/** Giving one pattern back says so if another one could not be granted again. */
import { expect, it, vi } from 'vitest';

const fake = vi.hoisted(() => ({ origins: ['*://*/*', 'https://api.test/*'] }));
vi.mock('../../src/platform/extension-api', () => ({
  browser: {
    permissions: {
      getAll: async () => ({ origins: [...fake.origins], permissions: [] }),
      // Chromium removes the hosts inside a pattern with it.
      remove: async () => {
        fake.origins = [];
        return true;
      },
      // The click was too long ago.
      request: async () => {
        throw new Error('This function must be called during a user gesture');
      },
    },
  },
}));

import { giveBackHosts } from '../../src/platform/granted-access';

it('a host that went with the others and did not come back is no success', async () => {
  expect(await giveBackHosts(['*://*/*'])).toBe(false);
});
