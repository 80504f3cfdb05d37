/** A profile of a file is one that the editor could have saved, or it is refused. */
import { describe, expect, it } from 'vitest';
import { restoredProfile } from '../../../src/app/backup/restored-profile';
import type { StoredHeader, StoredProfile } from '../../../src/backup/backup-schema';
import { proves } from '../../support/proves';

const NOW = 1_764_500_000_000;
const HEADER: StoredHeader = {
  id: 'h',
  schemeId: 'basic',
  fields: { username: 'ada', password: 'secret' },
  paths: [],
  methods: [],
};
const PROFILE: StoredProfile = {
  id: 'p',
  revision: 4,
  name: 'A',
  colour: 'teal',
  note: '',
  sites: [{ origin: 'https://a.test', path: '/v1' }],
  headers: [HEADER],
  callers: [],
  strict: false,
  ownForms: false,
  ownPictures: false,
  allowCache: false,
  allowHttp: false,
};

const withHeader = (change: Partial<StoredHeader>): StoredProfile => ({
  ...PROFILE,
  headers: [{ ...HEADER, ...change }],
});

describe('a profile of a file', () => {
  it('is as it was', () => {
    const rotated = withHeader({ rotatedAt: 7, isOff: true, paths: ['/v1/a'], methods: ['GET'] });

    expect(restoredProfile({ ...rotated, rotateEveryDays: 90 }, NOW)).toEqual({
      profile: {
        ...PROFILE,
        rotateEveryDays: 90,
        headers: [
          {
            id: 'h',
            schemeId: 'basic',
            credential: { username: 'ada', password: 'secret' },
            rotatedAt: 7,
            paths: ['/v1/a'],
            methods: ['GET'],
            isOff: true,
          },
        ],
      },
    });
  });

  it('has no time of its credential if the file has none', () => {
    const { profile } = restoredProfile(PROFILE, NOW);

    expect(profile?.headers[0]).not.toHaveProperty('rotatedAt');
  });

  it('may have a credential as a build has stored it that did not know the scheme', () => {
    const { fields: _, ...header } = HEADER;
    const credential = { username: 'ada', password: 'secret' };

    const { profile } = restoredProfile({ ...PROFILE, headers: [{ ...header, credential }] }, NOW);

    expect(profile?.headers[0]?.credential).toEqual(credential);
  });

  proves('T12', 'a forged file brings nothing that the editor would refuse', (tried) => {
    const { fields: _, ...bare } = HEADER;
    const previous = (schemeId: string, fields: Record<string, string>) =>
      withHeader({ previousCredential: { schemeId, fields } });
    const forgeries: readonly (readonly [StoredProfile, string])[] = [
      [{ ...PROFILE, sites: [{ origin: 'https://*.test', path: '' }] }, 'site-not-a-url'],
      [{ ...PROFILE, sites: [{ origin: 'file:///etc', path: '' }] }, 'site-protocol'],
      [{ ...PROFILE, sites: [{ origin: 'http://a.test', path: '' }] }, 'site-http'],
      [{ ...PROFILE, sites: [{ origin: 'https://a:b@a.test', path: '' }] }, 'site-user-info'],
      [
        { ...PROFILE, sites: [{ origin: 'https://a.test', path: '/^' }] },
        'path-reserved-character',
      ],
      [{ ...PROFILE, sites: [] }, 'required'],
      [{ ...PROFILE, headers: [] }, 'required'],
      [{ ...PROFILE, callers: ['https://*'] }, 'site-not-a-url'],
      [{ ...PROFILE, name: '' }, 'required'],
      [{ ...PROFILE, name: 'admin\u202e' }, 'invisible-character'],
      [{ ...PROFILE, name: 'x'.repeat(81) }, 'too-long'],
      [{ ...PROFILE, rotateEveryDays: 0.5 }, 'days-out-of-range'],
      [withHeader({ paths: ['/v2'] }), 'path-outside-site'],
      [withHeader({ schemeId: 'plaid', fields: {} }), 'scheme-unknown'],
      [withHeader({ schemeId: '__proto__' }), 'scheme-unknown'],
      [
        withHeader({ schemeId: 'custom-header', fields: { headerName: 'Host', value: 'x' } }),
        'header-name-owned',
      ],
      [
        withHeader({ schemeId: 'custom-header', fields: { headerName: 'A B', value: 'x' } }),
        'header-name-syntax',
      ],
      [withHeader({ schemeId: 'bearer', fields: { token: 'a\nb' } }), 'control-character'],
      [withHeader({ schemeId: 'bearer', fields: {} }), 'required'],
      [
        {
          ...PROFILE,
          headers: [{ ...bare, schemeId: 'bearer', credential: { token: 'a\r\nX: y' } }],
        },
        'control-character',
      ],
      [{ ...PROFILE, headers: [{ ...bare, schemeId: 'bearer', credential: null }] }, 'required'],
      [previous('custom-header', { headerName: 'Cookie', value: 'x' }), 'header-name-owned'],
      [previous('plaid', {}), 'scheme-unknown'],
      [
        withHeader({
          schemeId: 'oauth2-client-credentials',
          fields: { tokenUrl: 'http://id.test/token', clientId: 'c', clientSecret: 's' },
        }),
        'endpoint-http',
      ],
    ];
    for (const [forged, problem] of forgeries) {
      const { refused } = restoredProfile(forged, NOW);

      expect(refused?.problem, JSON.stringify(forged)).toBe(problem);
      tried();
    }
  });

  it('is never Strict and open to pictures at once', () => {
    const { profile } = restoredProfile({ ...PROFILE, strict: true, ownPictures: true }, NOW);

    expect(profile).toMatchObject({ strict: true, ownPictures: false });
  });
});
