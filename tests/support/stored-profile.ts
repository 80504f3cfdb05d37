/** Small stored profiles, by the names of their parts. */
import type { HeaderSpec, HeaderSpecId, Profile, ProfileId } from '../../src/domain/profile';

export const header = (
  id: string,
  credential: object,
  more: Partial<HeaderSpec> = {},
): HeaderSpec => ({
  // Cast: the tests name them.
  id: id as HeaderSpecId,
  schemeId: 'basic',
  credential,
  paths: [],
  methods: [],
  ...more,
});

export const profile = (id: string, ...headers: readonly HeaderSpec[]): Profile => ({
  // Cast: the tests name them.
  id: id as ProfileId,
  revision: 1,
  name: id,
  colour: 'grey',
  note: '',
  sites: [],
  headers,
  callers: [],
  strict: false,
  ownForms: false,
  ownPictures: false,
  allowCache: false,
  allowHttp: false,
});
