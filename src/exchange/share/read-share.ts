/** Reads a shared file, and says what the review has to show. */
import * as v from 'valibot';
import { destinationsOf } from '../../domain/destinations';
import { AppError, type FieldProblem } from '../../domain/errors';
import { askedFields } from '../../domain/fitting-fields';
import { isSecret } from '../../domain/is-secret';
import { parseOrigin, parsePathScope } from '../../domain/parse-site';
import { READ_PATHS_AT_MOST } from '../../domain/profile-draft';
import {
  SHARE_AT_MOST,
  SHARE_VERSION,
  type SharedHeader,
  type SharedProfile,
} from '../../domain/share';
import { isInside } from '../../domain/site';
import { widerPartsOf } from '../../domain/wider-parts';
import { knownScheme } from '../../schemes';
import { digestOf } from './canonical';
import { type HeaderOfShare, type ProfileOfShare, type Share, shareSchema } from './share-schema';

export interface ReadShare {
  readonly share: Share;
  /** SHA-256 of the canonical JSON, in hexadecimal. */
  readonly digest: string;
}

/**
 * @throws AppError `import-refused` with the problem `import-too-large`, `import-unreadable` or
 * `share-newer`.
 */
export function readShare(text: string): ReadShare {
  if (text.length > SHARE_AT_MOST) throw refused('import-too-large');
  const json = parsed(text);
  const { success, output } = v.safeParse(shareSchema, json);
  if (!success) throw refused(isNewer(json) ? 'share-newer' : 'import-unreadable');
  const share = { ...output, profiles: output.profiles.map(withoutSecrets) };
  // The digest of the file as it is: `jq -jcS . FILE | sha256sum` gives the same.
  return { share, digest: digestOf(output) };
}

/** @throws AppError `import-refused` with `import-unreadable`. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Without cause: the parser's message quotes the text.
    throw refused('import-unreadable');
  }
}

function isNewer(json: unknown): boolean {
  const { version } = Object(json);
  return typeof version === 'number' && version > SHARE_VERSION;
}

/**
 * A file that Keybearer has written has no value for a secret field. One in another file is not taken:
 * requests would act as the account of the file's author.
 */
function withoutSecrets(profile: ProfileOfShare): ProfileOfShare {
  return {
    ...profile,
    headers: profile.headers.map((header) => {
      const known = knownScheme(header.scheme)?.fields ?? [];
      const open = known.filter((field) => !isSecret(field)).map(({ name }) => name);
      const fields = Object.entries(header.fields).filter(([name]) => open.includes(name));
      return { ...header, fields: Object.fromEntries(fields) };
    }),
  };
}

/** @param isThere - Whether a stored profile is the same. */
export function reviewOf(profile: ProfileOfShare, isThere: boolean): SharedProfile {
  const { name, colour, note = '', sites, strict, callers, isExtra, production } = profile;
  const problem = problemOf(profile);
  return {
    name,
    colour,
    note,
    sites,
    headers: profile.headers.map(reviewOfHeader),
    strict,
    ...(isExtra && { isExtra }),
    ...(production && { production }),
    callers,
    turnedOff: widerPartsOf(profile),
    isThere,
    ...(problem && { problem }),
  };
}

function reviewOfHeader({ scheme: schemeId, fields, asks, paths, methods, isOff }: HeaderOfShare) {
  const known = knownScheme(schemeId)?.fields ?? [];
  const header: SharedHeader = {
    schemeId,
    fields,
    asks: askedFields(known, fields)
      .filter(({ name, isOptional, initial }) => {
        if (asks.includes(name)) return true;
        return !isOptional && initial === undefined && (fields[name] ?? '') === '';
      })
      .map(({ name }) => name),
    servers: [...new Set(Object.values(destinationsOf(known, fields)))],
    paths,
    methods,
    ...(isOff && { isOff }),
  };
  return header;
}

/** The first reason, if it does not depend on what the user types. */
function problemOf({ sites, headers, production }: ProfileOfShare): FieldProblem | undefined {
  if (headers.some(({ scheme }) => !knownScheme(scheme))) return 'scheme-unknown';
  try {
    const places = sites.map(({ url, path }) => [parseOrigin(url), parsePathScope(path)] as const);
    for (const typed of headers.flatMap(({ paths }) => paths)) {
      const path = parsePathScope(typed);
      if (!places.some(([, scope]) => isInside(path, scope))) return 'path-outside-site';
    }
    const { readPaths = [] } = production ?? {};
    if (readPaths.length > READ_PATHS_AT_MOST) return 'read-paths-too-many';
    if (readPaths.some((typed) => typed.includes('*'))) return 'read-path-star';
    for (const typed of readPaths) parsePathScope(typed);
    return undefined;
  } catch (error) {
    if (error instanceof AppError && error.problem) return error.problem;
    throw error;
  }
}

function refused(problem: FieldProblem): AppError {
  return new AppError('import-refused', problem, { problem });
}
