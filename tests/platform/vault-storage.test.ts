import { beforeEach, describe, expect, vi } from 'vitest';
import { vaultStorage } from '../../src/platform/vault-storage';
import { refusal } from '../support/matchers';
import { proves } from '../support/proves';

const local = vi.hoisted(() => ({ get: vi.fn(), set: vi.fn() }));
vi.mock('../../src/platform/extension-api', () => ({ browser: { storage: { local } } }));

beforeEach(() => {
  local.get.mockReset();
  local.set.mockReset();
});

describe('write', () => {
  proves(
    'F2',
    'the vault and the generation before it go to the disk in one set',
    async (tried) => {
      for (const stored of [{ current: 'two', before: 'one' }, { current: 'one' }, {}]) {
        local.set.mockReset();
        await vaultStorage.write(stored);

        const { current = null, before = null } = stored as { current?: string; before?: string };
        expect(local.set.mock.calls).toEqual([[{ vault: current, vaultBefore: before }]]);
        tried();
      }
    },
  );

  proves('F4', 'a refusal by the browser is said as one', async (tried) => {
    local.set.mockRejectedValue(new Error('QUOTA_BYTES quota exceeded'));

    await expect(vaultStorage.write({ current: 'x' })).rejects.toThrow(refusal('storage-failed'));
    tried();
  });
});

describe('read', () => {
  proves('F3', 'what is no text is damage, and not a first run', async (tried) => {
    for (const stored of [{ an: 'object' }, 7, true, []]) {
      local.get.mockResolvedValue({ vault: stored });

      expect((await vaultStorage.read()).current).toBe(JSON.stringify(stored));
      tried();
    }
    local.get.mockResolvedValue({ vault: null, vaultBefore: null });
    expect(await vaultStorage.read()).toEqual({ current: undefined, before: undefined });
    tried();
  });
});
