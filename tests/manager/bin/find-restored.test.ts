import { describe, expect, it } from 'vitest';
import { findRestored } from '../../../src/manager/bin/find-restored';
import { profileOf, stateOf } from '../../support/app-states';

const A = profileOf(1);
const B = profileOf(2);
const BEFORE = stateOf([A]);

describe('findRestored', () => {
  it.each([
    ['a profile', stateOf([A, B]), { address: '#/profile/profile-2', isNewProfile: true }],
    [
      'a header of a profile',
      stateOf([{ ...A, revision: 2 }]),
      { address: '#/profile/profile-1', isNewProfile: false },
    ],
    [
      'an unsaved form',
      { ...BEFORE, drafts: ['new'] },
      { address: '#/profile/new', isNewProfile: false },
    ],
    ['nothing', BEFORE, undefined],
  ])('finds %s', (_, after, found) => {
    expect(findRestored(BEFORE, after)).toEqual(found);
  });
});
