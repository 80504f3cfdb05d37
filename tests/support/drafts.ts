/** Profile drafts as the form sends them. */
import type { ProfileDraft } from '../../src/domain/profile-draft';
import gluwa from '../vectors/gluwa.json';

/** The draft of a new form. */
export const BLANK: ProfileDraft = {
  revision: 0,
  name: '',
  colour: 'grey',
  note: '',
  sites: [],
  headers: [],
  callers: [],
  strict: false,
  ownForms: false,
  ownPictures: false,
  allowCache: false,
  allowHttp: false,
};

type Fields = Readonly<Record<string, string>>;

export function draftOf(
  name: string,
  url: string,
  schemeId: string,
  fields: Fields,
  path = '',
): ProfileDraft {
  return {
    ...BLANK,
    name,
    sites: [{ url, path }],
    headers: [{ schemeId, fields, paths: [], methods: [] }],
  };
}

export const SANDBOX_ADMIN = draftOf('Sandbox admin', 'https://api.gluwa.test', 'basic', {
  username: 'abcd',
  password: '1234',
});

export const SANDBOX_ETH = draftOf('Sandbox ETH', 'https://api.gluwa.test', 'gluwa-ethereum', {
  privateKey: gluwa.ethereum.privateKey,
});

export const GEONODE = draftOf('Geonode', 'https://api.geonode.test', 'basic', {
  username: 'geo',
  password: 'node',
});
