/** Reads the record of a widening: see `domain/widened.ts`. */
import * as v from 'valibot';
import { type HeaderSpecId, METHODS, type ProfileId } from '../domain/profile';
import type { Origin, PathScope } from '../domain/site';
import type { Period } from '../domain/widened';
import { branded } from './profile-schema';

const paths = v.array(branded<PathScope>());

export const wideningSchema = v.object({
  profileId: branded<ProfileId>(),
  period: branded<Period>(),
  before: v.object({
    sites: v.array(v.object({ origin: branded<Origin>(), path: branded<PathScope>() })),
    callers: v.array(branded<Origin>()),
    strict: v.boolean(),
    ownForms: v.boolean(),
    ownPictures: v.boolean(),
    allowCache: v.optional(v.boolean(), false),
    allowHttp: v.boolean(),
    production: v.exactOptional(v.object({ readPaths: paths })),
    headers: v.array(
      v.object({ id: branded<HeaderSpecId>(), paths, methods: v.array(v.picklist(METHODS)) }),
    ),
  }),
});
