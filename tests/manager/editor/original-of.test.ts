import { describe, expect, it } from 'vitest';
import { PROFILE_NAME_MAX_LENGTH } from '../../../src/domain/profile-draft';
import { originalOf } from '../../../src/manager/editor/original-of';
import { profileOf, siteOf } from '../../support/app-states';

const nameOfCopy = (name: string) => `${name} copy`;
const ORIGINAL = profileOf(1);
const COPY = { ...profileOf(2), name: 'Profile 1 copy' };
const find = (copy = COPY, original = ORIGINAL, picks = {}) =>
  originalOf(copy, { profiles: [original, copy], picks }, nameOfCopy);

describe('originalOf', () => {
  it('finds the profile by the name that its copy got', () => {
    expect(find()).toBe(ORIGINAL);
  });

  it('finds it by a name that was cut', () => {
    for (const length of [PROFILE_NAME_MAX_LENGTH, PROFILE_NAME_MAX_LENGTH - 1]) {
      const name = 'n'.repeat(length);
      const copy = { ...COPY, name: nameOfCopy(name).slice(0, PROFILE_NAME_MAX_LENGTH) };

      expect(find(copy, { ...ORIGINAL, name })?.name).toBe(name);
    }
  });

  it('finds none for a copy that was saved since, picked, or given another scheme', () => {
    expect(find({ ...COPY, revision: 2 })).toBeUndefined();
    expect(find(COPY, ORIGINAL, { [siteOf(2)]: COPY.id })).toBeUndefined();
    expect(find({ ...COPY, headers: [] })).toBeUndefined();
  });

  it('finds none for another name, nor for the profile itself', () => {
    expect(find({ ...COPY, name: 'Profile 1' })).toBeUndefined();
    expect(find({ ...COPY, name: 'Profile 1 copy copy' })).toBeUndefined();
    expect(originalOf(COPY, { profiles: [COPY], picks: {} }, () => COPY.name)).toBeUndefined();
  });
});
