import { describe, expect, it } from 'vitest';
import { previewProfile } from '../../../src/app/profiles/preview-profile';
import { CHROME } from '../../support/browsers';

const draft = {
  sites: [{ url: 'https://api.test', path: '/v1' }],
  headers: [{ headerNames: ['X-API-Key'], paths: ['/v1/Orders', '/v2'], methods: [] }],
  callers: [],
  strict: false,
  ownForms: false,
  ownPictures: false,
  allowCache: false,
  allowHttp: false,
};

describe('previewProfile', () => {
  it('tells only of what the sites reach', () => {
    expect(previewProfile(draft, CHROME).map(({ places }) => places)).toEqual([
      ['https://api.test/v1/Orders'],
    ]);
  });

  it('leaves out what cannot be read yet', () => {
    const half = {
      ...draft,
      sites: [
        ...draft.sites,
        { url: 'https://', path: '' },
        { url: 'http://plain.test', path: '' },
      ],
      callers: ['nope://', 'app.test'],
    };

    expect(previewProfile(half, CHROME)).toMatchObject([{ callers: ['api.test', 'app.test'] }]);
  });
});
