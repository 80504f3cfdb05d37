import { describe, expect, it, vi } from 'vitest';
import { fieldsAtSite } from '../../../src/manager/editor/at-site';
import { newDraft } from '../../../src/manager/editor/editor-draft';
import { toProfileDraft } from '../../../src/manager/editor/to-profile-draft';
import { originsOf } from '../../../src/manager/editor/typed-places';
import { summaries } from '../../support/editor';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));

const LOGIN = summaries.find(({ id }) => id === 'login-token');
const SITE = 'https://api.test:8443/v1';

describe('a path in an address field', () => {
  it.each([
    ['/login/', 'https://api.test:8443/login/'],
    [' /token?grant_type=password ', 'https://api.test:8443/token?grant_type=password'],
    ['https://id.test/login', 'https://id.test/login'],
    ['login', 'login'],
    ['//evil.test/login', '//evil.test/login'],
    ['/\\evil.test/login', '/\\evil.test/login'],
    ['', ''],
  ])('%j is %s on the site', (url, wanted) => {
    expect(fieldsAtSite(LOGIN, { url, tokenAt: '/token' }, SITE)).toEqual({
      url: wanted,
      tokenAt: '/token',
    });
  });

  it('stays without a site', () => {
    const fields = { url: '/login/' };

    expect(fieldsAtSite(LOGIN, fields, undefined)).toBe(fields);
  });

  it('goes to the background, and to the browser’s prompt, as an address', () => {
    const blank = newDraft(LOGIN, SITE);
    const headers = blank.headers.map((each) => ({ ...each, fields: { url: '/login/' } }));
    const draft = { ...blank, headers };

    const [header] = toProfileDraft(draft, { id: undefined, revision: 0 }, summaries).headers;
    expect(header?.fields?.url).toBe('https://api.test:8443/login/');
    expect(originsOf(draft, summaries)).toEqual(['https://api.test:8443', 'https://api.test:8443']);
  });
});
