/** Parses a form's draft to a profile. A refusal names the field that is wrong. */
import type { CredentialFields } from '../../domain/credential';
import { AppError, type FieldProblem } from '../../domain/errors';
import { isSecret } from '../../domain/is-secret';
import { parseOrigin, parsePathScope } from '../../domain/parse-site';
import {
  type HeaderSpec,
  newHeaderSpecId,
  type Production,
  type Profile,
  type ProfileId,
} from '../../domain/profile';
import {
  type AccessDraft,
  type HeaderDraft,
  PROFILE_NAME_MAX_LENGTH,
  PROFILE_NOTE_MAX_LENGTH,
  type ProfileDraft,
  READ_PATHS_AT_MOST,
} from '../../domain/profile-draft';
import { ROTATE_DAYS_AT_MOST } from '../../domain/rotation';
import { isInside, type Origin, type PathScope, type Site } from '../../domain/site';
import { findScheme } from '../../schemes';
import type { AuthScheme } from '../../schemes/auth-scheme';
import { checkCredential, refuseDoubts } from './check-credential';
import { placedAt } from './field-place';
import { previousFor } from './replaced-credential';
import { withStoredFields } from './stored-fields';

/**
 * @param stored - The profile that the draft changes. A header without fields keeps its credential.
 * @param now - Milliseconds since the Unix epoch.
 * @throws AppError `profile-invalid`, `site-invalid`, `credential-invalid` or `credential-doubtful`
 * with the field as a path: `headers.1.privateKey`.
 */
export function parseProfile(
  draft: ProfileDraft,
  stored: Profile | undefined,
  now: number,
): Profile {
  const { colour, strict, ownForms, ownPictures, allowCache, allowHttp, isExtra } = draft;
  const name = parseName(draft.name);
  const sites = parseSites(draft);
  const headers = draft.headers.map((header, index) =>
    at(`headers.${index}`, () => parseHeader(header, sites, stored, now)),
  );
  if (headers.length === 0) throw invalid('schemeId', 'required');
  const rotateEveryDays = parseDays(draft.rotateEveryDays);
  const production = parseProduction(draft);
  return {
    // Cast: this is where profile ids are made.
    id: stored?.id ?? (crypto.randomUUID() as ProfileId),
    revision: draft.revision + 1,
    name,
    colour,
    note: parseNote(draft.note),
    sites,
    headers,
    ...(rotateEveryDays !== undefined && { rotateEveryDays }),
    callers: parseCallers(draft),
    strict,
    ownForms,
    // Pictures let other sites cause a request, and Strict says that none can.
    ownPictures: ownPictures && !strict,
    allowCache,
    allowHttp,
    ...(isExtra && { isExtra }),
    ...(production && { production }),
  };
}

/** @throws AppError `profile-invalid`. */
export function parseName(typed: string): string {
  const name = typed.trim();
  if (name === '') throw invalid('name', 'required');
  if (name.length > PROFILE_NAME_MAX_LENGTH) throw invalid('name', 'too-long');
  if (/[\p{Cc}\p{Cs}]/u.test(name)) throw invalid('name', 'control-character');
  // A name that is invisible or changes the direction of text could imitate another profile.
  if (/[\u202a-\u202e\u2066-\u2069]/.test(name) || !/[^\p{Cf}\s]/u.test(name)) {
    throw invalid('name', 'invisible-character');
  }
  return name;
}

function parseNote(typed: string): string {
  if (typed.length > PROFILE_NOTE_MAX_LENGTH) throw invalid('note', 'too-long');
  return typed.trim();
}

function parseDays(typed = ''): number | undefined {
  const text = typed.trim();
  if (text === '') return undefined;
  const days = Number(text);
  if (/^\d+$/.test(text) && days >= 1 && days <= ROTATE_DAYS_AT_MOST) return days;
  throw invalid('rotateEveryDays', 'days-out-of-range');
}

function parseProduction({ production }: ProfileDraft): Production | undefined {
  if (!production) return undefined;
  const { readPaths } = production;
  if (readPaths.length > READ_PATHS_AT_MOST) throw invalid('readPaths', 'read-paths-too-many');
  return {
    readPaths: readPaths.map((typed, index) =>
      at(`readPaths.${index}`, () => parseReadPath(typed)),
    ),
  };
}

/** It is compared exactly: a star would match a query too, and so an address that writes. */
function parseReadPath(typed: string): PathScope {
  if (typed.includes('*')) throw invalid('readPath', 'read-path-star');
  return parsePathScope(typed);
}

function parseSites({ sites, allowHttp }: AccessDraft): Site[] {
  if (sites.length === 0) throw invalid('site', 'required');
  return sites.map(({ url, path }, index) =>
    at(`sites.${index}`, () => ({
      origin: parseOrigin(url, { allowHttp }),
      path: parsePathScope(path),
    })),
  );
}

function parseCallers({ callers, allowHttp }: AccessDraft): Origin[] {
  return callers.map((url, index) => at(`callers.${index}`, () => parseOrigin(url, { allowHttp })));
}

function parseHeader(
  { id, schemeId, fields, storedFields = [], methods, isOff, accepted = [], ...draft }: HeaderDraft,
  sites: readonly Site[],
  profile: Profile | undefined,
  now: number,
): HeaderSpec {
  const paths = draft.paths.map((typed, index) =>
    at(`paths.${index}`, () => parseNarrowerPath(typed, sites)),
  );
  const chosen = { paths, methods, ...(isOff && { isOff }) };
  const found = profile?.headers.find((spec) => spec.id === id);
  // An older build did not store the time when the credential was set: it counts from this save.
  const stored = found && { rotatedAt: now, ...switchedOn(found) };
  const isSameScheme = stored?.schemeId === schemeId;
  if (fields === undefined && stored && isSameScheme) return { ...stored, ...chosen };
  const scheme = findScheme(schemeId);
  const whole = withStoredFields(scheme, fields ?? {}, storedFields, stored);
  const credential = scheme.parse(whole);
  const report = checkCredential(schemeId, whole, now);
  // The user has answered for a stored value when it was saved.
  const findings = report.findings.filter(({ field }) => !storedFields.includes(field));
  refuseDoubts({ ...report, findings }, accepted);
  // Typing the same credential again is no change.
  if (stored && isSameScheme && JSON.stringify(stored.credential) === JSON.stringify(credential)) {
    return { ...stored, ...chosen };
  }
  return {
    // A new id for a new credential, so that nothing issued from the old one matches.
    id: newHeaderSpecId(),
    schemeId: scheme.id,
    credential,
    // The age of a credential is that of its secret.
    rotatedAt:
      stored && storedFields.length > 0 && !hasSecret(scheme, credential, fields)
        ? stored.rotatedAt
        : now,
    ...(stored && { previousCredential: previousFor(stored) }),
    ...chosen,
  };
}

function hasSecret(
  { fields, secretsAmong }: AuthScheme,
  credential: unknown,
  typed: CredentialFields = {},
): boolean {
  const among = secretsAmong?.(credential) ?? [];
  return fields.some(
    (field) => (isSecret(field) || among.includes(field.name)) && Boolean(typed[field.name]),
  );
}

function switchedOn({ isOff, ...spec }: HeaderSpec): HeaderSpec {
  return spec;
}

function parseNarrowerPath(typed: string, sites: readonly Site[]): PathScope {
  const path = parsePathScope(typed);
  if (sites.some((site) => isInside(path, site.path))) return path;
  const details = { field: 'path', problem: 'path-outside-site' } as const;
  throw new AppError('site-invalid', 'the path is outside every site', details);
}

function at<T>(place: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw placedAt(place, error);
  }
}

function invalid(field: string, problem: FieldProblem): AppError {
  return new AppError('profile-invalid', `${field}: ${problem}`, { field, problem });
}
