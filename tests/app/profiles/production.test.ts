/** The mark of a production profile: what a form may say, and the files that keep it. */
import { describe, expect, it } from 'vitest';
import { restoredProfile } from '../../../src/app/backup/restored-profile';
import { parseImported } from '../../../src/app/exchange/parse-imported';
import { parseProfile } from '../../../src/app/profiles/parse-profile';
import { decodeBackup } from '../../../src/backup/decode-backup';
import { encodeBackup } from '../../../src/backup/encode-backup';
import { contentKey } from '../../../src/domain/profile-content';
import { readShare } from '../../../src/exchange/share/read-share';
import { shareDraft } from '../../../src/exchange/share/share-draft';
import { writeShare } from '../../../src/exchange/share/write-share';
import { findScheme } from '../../../src/schemes';
import { EMPTY_CONTENT } from '../../../src/vault/content';
import { SANDBOX_ADMIN } from '../../support/drafts';
import { refusal } from '../../support/matchers';

const NOW = 1;
const marked = (...readPaths: string[]) => ({ ...SANDBOX_ADMIN, production: { readPaths } });
const parsed = (...readPaths: string[]) =>
  parseProfile(marked(...readPaths), undefined, NOW).production;

describe('the paths that only read', () => {
  it('are written as paths of headers are', () => {
    expect(parsed(' /graphql ', '/caf%c3%a9')).toEqual({ readPaths: ['/graphql', '/caf%C3%A9'] });
    expect(parsed()).toEqual({ readPaths: [] });
    expect(parseProfile(SANDBOX_ADMIN, undefined, NOW)).not.toHaveProperty('production');
  });

  it('are refused by name', () => {
    const many = Array.from({ length: 21 }, (_, index) => `/p${index}`);
    const refused = (...readPaths: string[]) => expect(() => parsed(...readPaths));

    refused(...many).toThrow(refusal('profile-invalid', 'readPaths', 'read-paths-too-many'));
    refused('/a', '/b/*').toThrow(
      refusal('profile-invalid', 'readPaths.1.readPath', 'read-path-star'),
    );
    refused('graphql').toThrow(refusal('site-invalid', 'readPaths.0.path', 'path-without-slash'));
  });
});

describe('the mark', () => {
  const profile = parseProfile(marked('/graphql'), undefined, NOW);

  it('stays in a backup, and tells two profiles apart', () => {
    const content = { ...EMPTY_CONTENT, profiles: [profile] };
    const fieldsOf = (id: string, credential: unknown) => findScheme(id).fieldsOf(credential);
    const [stored] = decodeBackup(encodeBackup(content, NOW, fieldsOf)).profiles;
    if (!stored) throw new Error('no profile');

    expect(restoredProfile(stored, NOW).profile?.production).toEqual(profile.production);
    const { production: _, ...unmarked } = profile;
    expect(contentKey(profile)).not.toBe(contentKey(unmarked));
  });

  it('stays in a shared file', () => {
    const [shared] = readShare(writeShare([profile], false).text).share.profiles;
    if (!shared) throw new Error('no profile');

    expect(shareDraft(shared, []).production).toEqual({ readPaths: ['/graphql'] });
  });

  it('comes from no other import', () => {
    expect(parseImported(marked('/graphql'), NOW)).not.toHaveProperty('production');
  });
});
