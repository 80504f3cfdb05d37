/** The equalities of profiles. */
import { describe, expect, it } from 'vitest';
import { parseProfile } from '../../src/app/profiles/parse-profile';
import { contentKey, draftKey, sentKey } from '../../src/domain/profile-content';
import type { ProfileDraft } from '../../src/domain/profile-draft';
import { SANDBOX_ADMIN } from '../support/drafts';

const profileOf = (draft: ProfileDraft) => parseProfile(draft, undefined, 0);
const [HEADER] = SANDBOX_ADMIN.headers;
const off = { ...SANDBOX_ADMIN, headers: HEADER ? [{ ...HEADER, isOff: true as const }] : [] };

describe('contentKey', () => {
  const profile = profileOf(SANDBOX_ADMIN);

  it('is the same with other ids, revision and times', () => {
    const later = parseProfile(SANDBOX_ADMIN, undefined, 1);

    expect(contentKey({ ...later, revision: 9 })).toBe(contentKey(profile));
  });

  it.each([
    ['name', { name: 'Another' }],
    ['note', { note: 'Another' }],
    ['strict', { strict: !profile.strict }],
  ])('differs by its %s', (_, change) => {
    expect(contentKey({ ...profile, ...change })).not.toBe(contentKey(profile));
  });
});

describe('sentKey', () => {
  it('is the same by any name, and while the header is off', () => {
    const other = profileOf({ ...off, name: 'Another' });

    expect(sentKey(other)).toBe(sentKey(profileOf(SANDBOX_ADMIN)));
  });
});

describe('draftKey', () => {
  it('is the same by any name', () => {
    const other: ProfileDraft = { ...SANDBOX_ADMIN, name: 'Another' };

    expect(draftKey(other)).toBe(draftKey(SANDBOX_ADMIN));
  });

  it.each([
    ['a header that is off', off],
    ['another site', { ...SANDBOX_ADMIN, sites: [{ url: 'https://other.test', path: '' }] }],
  ])('differs by %s', (_, draft) => {
    expect(draftKey(draft)).not.toBe(draftKey(SANDBOX_ADMIN));
  });
});
