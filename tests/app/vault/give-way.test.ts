/** The storage is full: the bin gives way, oldest first, and the user is told. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createVault } from '../../../src/app/keys/create-vault';
import { readState } from '../../../src/app/pages/read-state';
import type { StoredVault } from '../../../src/app/ports';
import { removeProfiles } from '../../../src/app/profiles/remove-profiles';
import { saveProfile } from '../../../src/app/profiles/save-profile';
import { smallerBins } from '../../../src/app/vault/give-way';
import type { BinnedEntry, BinnedId } from '../../../src/domain/bin';
import { AppError } from '../../../src/domain/errors';
import type { ProfileDraft } from '../../../src/domain/profile-draft';
import { opened } from '../../support/app-states';
import { BLANK, SANDBOX_ADMIN } from '../../support/drafts';
import { type FakeBrowser, fakeBrowser } from '../../support/fake-ports';
import { refusal } from '../../support/matchers';
import { proves } from '../../support/proves';

vi.mock('hash-wasm', () => import('../../support/quick-kdf'));

const entry = (id: string): BinnedEntry => ({
  id: id as BinnedId,
  kind: 'draft',
  deletedAt: 0,
  key: 'new',
  draft: BLANK,
});
const binOf = (ids: string) => ({ bin: [...ids].map(entry) });

describe('smallerBins', () => {
  const tried = (before: string, after: string) =>
    smallerBins(binOf(before), binOf(after)).map((bin) => bin.map(({ id }) => id).join(''));

  it.each([
    ['abcde', 'abcde', ['abcde', 'de', 'e', '']],
    ['a', 'a', ['a', '']],
    ['', '', []],
    // The new entry stays in each place of the list.
    ['abc', 'abcN', ['abcN', 'cN', 'N']],
    ['', 'N', []],
  ])('of %s, changed to %s, are %j', (before, after, bins) => {
    expect(tried(before, after)).toEqual(bins);
  });
});

describe('a full storage', () => {
  let browser: FakeBrowser;
  /** The most characters that the first copy takes. */
  let room: number;

  beforeEach(async () => {
    browser = fakeBrowser();
    room = Number.POSITIVE_INFINITY;
    const [first] = browser.ports.copies;
    const write = first.write.bind(first);
    Object.assign(first, {
      write: async (stored: StoredVault) => {
        if (sizeOf(stored) > room) throw new AppError('storage-failed', 'full');
        return write(stored);
      },
    });
    await createVault(browser.ports, 'correct horse battery staple');
  });

  const sizeOf = ({ current = '', before = '' }: StoredVault) => current.length + before.length;

  const large = (name: string): ProfileDraft => ({
    ...SANDBOX_ADMIN,
    name,
    note: 'n'.repeat(2000),
  });

  async function save(name: string): Promise<string> {
    const { content } = await saveProfile(browser.ports, { profile: large(name), pick: false });
    return content.profiles.at(-1)?.id ?? '';
  }

  const remove = (id: string) => removeProfiles(browser.ports, { profileIds: [id] });
  const namesInBin = (bin: readonly BinnedEntry[]) =>
    bin.map((each) => (each.kind === 'draft' ? '' : each.profile.name));

  /** Four profiles in the bin, and room for nothing more. */
  async function filled(): Promise<void> {
    for (const name of ['one', 'two', 'three', 'four']) await remove(await save(name));
    room = sizeOf(browser.storage);
  }

  proves('F4', 'the oldest entries give way to a change, and the user is told', async (tried) => {
    await filled();

    await save('new');

    const { content } = await remove(await save('newer'));
    expect(content.profiles.map(({ name }) => name)).toEqual(['new']);
    expect(namesInBin(content.bin)).not.toContain('one');
    expect(browser.session.notice).toBe('bin-gave-way');
    tried();
  });

  proves('F4', 'nothing is lost, the bin too, where no room can be made', async (tried) => {
    await filled();
    const before = structuredClone([browser.storage, browser.database]);
    room = 0;

    await expect(save('new')).rejects.toThrow(refusal('storage-failed'));

    expect([browser.storage, browser.database]).toEqual(before);
    expect(browser.session.notice).toBeUndefined();
    tried();
  });

  it('keeps all of a bin for which the storage has room at a second try', async () => {
    await filled();
    const [first] = browser.ports.copies;
    const write = first.write.bind(first);
    room = Number.POSITIVE_INFINITY;
    let refusals = 1;
    Object.assign(first, {
      write: async (stored: StoredVault) => {
        refusals -= 1;
        if (refusals === 0) throw new AppError('storage-failed', 'busy');
        return write(stored);
      },
    });

    await save('new');

    expect(opened(await readState(browser.ports)).binCount).toBe(4);
    expect(browser.session.notice).toBeUndefined();
  });

  it('lets a large profile be deleted: the generation before makes the room', async () => {
    const id = await save('large');
    room = sizeOf(browser.storage);

    const { content } = await remove(id);

    expect(namesInBin(content.bin)).toEqual(['large']);
    expect(browser.storage.before).toBeUndefined();
    expect(browser.session.notice).toBeUndefined();
  });

  it('refuses a deletion that it cannot keep in the bin', async () => {
    const id = await save('large');
    room = 0;

    await expect(remove(id)).rejects.toThrow(refusal('storage-failed'));

    expect(opened(await readState(browser.ports)).profileCount).toBe(1);
  });
});
