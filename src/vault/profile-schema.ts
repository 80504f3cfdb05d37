/** Reads a sealed profile of any format. A key that an older format lacks gets its default. */
import * as v from 'valibot';
import type { SchemeId } from '../domain/credential';
import {
  COLOURS,
  type HeaderSpec,
  type HeaderSpecId,
  METHODS,
  type Profile,
  type ProfileId,
} from '../domain/profile';
import type { Origin, PathScope } from '../domain/site';

const lastingTokenSchema = v.object({ value: v.string(), obtainedAt: v.number() });

const replacedCredentialSchema = v.object({
  schemeId: branded<SchemeId>(),
  credential: v.unknown(),
  rotatedAt: v.exactOptional(v.number()),
  refreshToken: v.exactOptional(v.string()),
  lastingToken: v.exactOptional(lastingTokenSchema),
  isLeft: v.exactOptional(v.literal(true)),
});

const headerSchema = v.pipe(
  v.object({
    id: branded<HeaderSpecId>(),
    // An unknown scheme stays stored: its header fails alone, and the profile says why.
    schemeId: branded<SchemeId>(),
    credential: v.unknown(),
    rotatedAt: v.exactOptional(v.number()),
    refreshToken: v.exactOptional(v.string()),
    lastingToken: v.exactOptional(lastingTokenSchema),
    previousCredential: v.exactOptional(replacedCredentialSchema),
    /** The name of `previousCredential` in formats 3 and 4. */
    before: v.exactOptional(replacedCredentialSchema),
    paths: v.optional(v.array(branded<PathScope>()), []),
    methods: v.optional(v.array(v.picklist(METHODS)), []),
  }),
  v.transform(({ before, ...spec }) => ({
    ...(before && { previousCredential: before }),
    ...spec,
  })),
);

/**
 * A header that is switched off stands here, so that a build before format 7 does not send it. So do all
 * headers of a production profile: a build before format 10, which does not know *reads only*, sends none.
 */
const offHeaderSchema = v.object({
  /** Its place among all headers of the profile. */
  at: v.number(),
  header: headerSchema,
  /** It is on: it stands here because the profile is for production. */
  isOn: v.exactOptional(v.literal(true)),
});

const storedProfileSchema = v.object({
  id: branded<ProfileId>(),
  revision: v.optional(v.pipe(v.number(), v.safeInteger()), 1),
  name: v.string(),
  colour: v.optional(v.picklist(COLOURS), 'grey'),
  note: v.optional(v.string(), ''),
  sites: v.array(v.object({ origin: branded<Origin>(), path: branded<PathScope>() })),
  headers: v.array(headerSchema),
  offHeaders: v.optional(v.array(offHeaderSchema), []),
  rotateEveryDays: v.exactOptional(v.number()),
  callers: v.optional(v.array(branded<Origin>()), []),
  strict: v.optional(v.boolean(), false),
  ownForms: v.optional(v.boolean(), false),
  ownPictures: v.optional(v.boolean(), false),
  allowCache: v.optional(v.boolean(), false),
  allowHttp: v.optional(v.boolean(), false),
  isExtra: v.exactOptional(v.literal(true)),
  production: v.exactOptional(v.object({ readPaths: v.array(branded<PathScope>()) })),
});

export const profileSchema = v.pipe(
  storedProfileSchema,
  v.transform(({ offHeaders, headers, ...profile }) => ({
    ...profile,
    headers: offHeaders.reduce<HeaderSpec[]>(
      (all, { at, header, isOn }) =>
        all.toSpliced(at, 0, isOn ? header : { ...header, isOff: true }),
      headers,
    ),
  })),
);

/** The profile as `profileSchema` reads it. */
export function asStored({ headers, ...profile }: Profile) {
  const isApart = ({ isOff }: HeaderSpec) => isOff === true || profile.production !== undefined;
  const offHeaders = headers.flatMap((spec, at) => {
    const { isOff, ...header } = spec;
    return isApart(spec) ? [{ at, header, ...(!isOff && { isOn: true }) }] : [];
  });
  return {
    ...profile,
    headers: headers.filter((spec) => !isApart(spec)),
    ...(offHeaders.length > 0 && { offHeaders }),
  };
}

/** A string that the vault itself has written and authenticated, so its brand still holds. */
export function branded<T extends string>() {
  return v.custom<T>((value) => typeof value === 'string');
}
