/**
 * Writes profiles as a file without secrets. It is made of the named parts alone, so that a new part of
 * a profile stays out of it until it is named here.
 */
import type { HeaderSpec, Profile } from '../../domain/profile';
import { fingerprintOf, type MadeShare, SHARE_FORMAT, SHARE_VERSION } from '../../domain/share';
import { knownScheme } from '../../schemes';
import { digestOf, sorted } from './canonical';
import { openFieldsOf } from './open-fields';
import type { HeaderOfShare, ProfileOfShare, Share } from './share-schema';

/** @param notes - Whether the file has the profiles' notes: a user may have put a secret there. */
export function writeShare(profiles: readonly Profile[], notes: boolean): MadeShare {
  const share: Share = {
    format: SHARE_FORMAT,
    version: SHARE_VERSION,
    profiles: profiles.map((profile) => sharedProfile(profile, notes)),
  };
  return {
    text: `${JSON.stringify(sorted(share), null, 2)}\n`,
    fingerprint: fingerprintOf(digestOf(share)),
  };
}

export function sharedProfile(profile: Profile, notes: boolean): ProfileOfShare {
  const { name, colour, note, sites, headers, callers, rotateEveryDays, isExtra } = profile;
  const { strict, ownForms, ownPictures, allowCache, allowHttp, production } = profile;
  return {
    name,
    colour,
    ...(notes && note !== '' && { note }),
    sites: sites.map(({ origin, path }) => ({ url: origin, path })),
    headers: headers.map(sharedHeader),
    ...(rotateEveryDays !== undefined && { rotateEveryDays }),
    ...(isExtra && { isExtra }),
    ...(production && { production: { readPaths: [...production.readPaths] } }),
    callers: [...callers],
    strict,
    ownForms,
    ownPictures,
    allowCache,
    allowHttp,
  };
}

function sharedHeader({ schemeId, credential, paths, methods, isOff }: HeaderSpec): HeaderOfShare {
  // A newer version has the scheme, and knows what to ask.
  const scheme = knownScheme(schemeId);
  const { fields, asks } = scheme ? openFieldsOf(scheme, credential) : { fields: {}, asks: [] };
  return {
    scheme: schemeId,
    fields,
    asks: [...asks],
    paths: [...paths],
    methods: [...methods],
    ...(isOff && { isOff }),
  };
}
