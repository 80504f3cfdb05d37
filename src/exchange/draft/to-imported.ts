/** Makes the draft of a profile from what a format has found, and judges whether it is ready. */
import type { CredentialFields } from '../../domain/credential';
import { AppError, type FieldProblem } from '../../domain/errors';
import type { ImportedProfile, Remark, RemarkCode } from '../../domain/imported';
import { parseOrigin, parsePathScope } from '../../domain/parse-site';
import {
  type HeaderDraft,
  PROFILE_NAME_MAX_LENGTH,
  PROFILE_NOTE_MAX_LENGTH,
} from '../../domain/profile-draft';
import { isPlainHttp } from '../../domain/site';
import { findScheme } from '../../schemes';
import type { SourcePlace } from '../place/source-place';
import { distinctPlaces } from '../place/source-place';
import { cut } from '../text/cut';
import type { Found, FoundHeader } from './found';
import { withoutPlaceholders } from './found-header';
import { safeName } from './safe-name';

export type { Found, FoundHeader } from './found';

/** Bounds of a draft: see `domain/draft-schema.ts`. */
const SITES_AT_MOST = 100;
const HEADERS_AT_MOST = 100;
const TEXT_AT_MOST = 64 * 1024;
/** Browsers refuse rules with longer filters. */
const PATH_AT_MOST = 1500;

/**
 * Adds the remarks `site-missing`, `http-plain`, `credential-missing` and `credential-invalid`. A doubt
 * that the editor asks about is `credential-invalid` too: the user has not answered it.
 */
export function toImported(source: Found): ImportedProfile {
  const found = { ...source, name: nameOf(source) };
  const { places, isCut, remarks: placeRemarks } = placesOf(found);
  const judged = found.headers.slice(0, HEADERS_AT_MOST).map((each) => judge(each, found.name));
  // One that is switched off is sent nowhere: it does not keep the others from being ready.
  const kept = judged.filter(({ header, isSound }) => isSound || !header.isOff);
  const isWhole = judged.length === found.headers.length;
  const draft = {
    revision: 0,
    name: found.name,
    colour: 'grey',
    note: cut(found.note ?? '', PROFILE_NOTE_MAX_LENGTH),
    headers: kept.map(({ header }) => headerDraftOf(header)),
    sites: places.map(({ url, path }) => ({ url, path })),
    callers: [],
    strict: found.isStrict ?? false,
    ownForms: false,
    ownPictures: false,
    allowCache: false,
    allowHttp: false,
  } as const;
  const isReady =
    found.isExact &&
    isWhole &&
    kept.length > 0 &&
    kept.every(({ isSound }) => isSound) &&
    places.length > 0 &&
    places.every(isAllowed);
  const remarks = [
    ...(found.remarks ?? []),
    ...placeRemarks,
    ...(isCut || !isWhole ? [{ code: 'narrowed', place: found.name } as const] : []),
    ...judged.flatMap(({ finding }) => finding ?? []),
  ];
  return { draft, isReady, remarks: distinctRemarks(remarks) };
}

interface Judged {
  readonly header: FoundHeader;
  /** `parseProfile` takes it as it is. */
  readonly isSound: boolean;
  readonly finding?: Remark | undefined;
}

function judge(found: FoundHeader, name: string): Judged {
  const place = placeIn(name, found.fields);
  const { header: filled, remarks } = withoutPlaceholders(found, place);
  const header = withoutSpoiled(filled);
  // The format has told the placeholder already.
  if (found.isOpen) return { header, isSound: false };
  const [open] = remarks;
  const spoiled: Remark | undefined =
    header === filled ? undefined : { code: 'credential-invalid', place };
  const finding = open ?? spoiled ?? findingOf(header, name);
  return { header, isSound: finding === undefined, finding };
}

/**
 * Empties a field that no form takes for its length, and one with U+FFFD: that character stands for bytes that
 * are not UTF-8, so the credential would be another one.
 */
function withoutSpoiled(header: FoundHeader): FoundHeader {
  const entries = Object.entries(header.fields);
  const isSpoiled = (value: string) => value.length > TEXT_AT_MOST || value.includes('\uFFFD');
  if (!entries.some(([, value]) => isSpoiled(value))) return header;
  const fields = entries.map(([name, value]) => [name, isSpoiled(value) ? '' : value]);
  return { ...header, fields: Object.fromEntries(fields) };
}

/** Plain http to other computers is left out beside other places, and kept if it is all there is. */
function placesOf({ name, places }: Found) {
  const sayable = places.filter(({ path }) => path.length <= PATH_AT_MOST);
  const all = distinctPlaces(sayable);
  const safe = all.filter(({ url }) => !isPlain(url));
  const kept = safe.length > 0 ? safe : all;
  const codes: RemarkCode[] = [];
  if (all.length === 0) codes.push('site-missing');
  if (safe.length < all.length) codes.push('http-plain');
  return {
    places: kept.slice(0, SITES_AT_MOST),
    isCut: kept.length > SITES_AT_MOST,
    remarks: codes.map((code) => ({ code, place: name })),
  };
}

function isPlain(url: string): boolean {
  const parsed = URL.parse(url);
  return parsed !== null && isPlainHttp(parsed);
}

function isAllowed({ url, path }: SourcePlace): boolean {
  try {
    parseOrigin(url);
    parsePathScope(path);
    return true;
  } catch {
    return false;
  }
}

function headerDraftOf({ schemeId, fields, methods = [], isOff }: FoundHeader): HeaderDraft {
  return {
    schemeId,
    fields: { ...fields },
    paths: [],
    methods: [...methods],
    ...(isOff && { isOff }),
  };
}

const MISSING: readonly FieldProblem[] = ['required', 'key-missing', 'endpoint-not-looked-up'];

/** The same checks as `app/profiles/parse-profile.ts` makes of a header. */
function findingOf({ schemeId, fields }: FoundHeader, name: string): Remark | undefined {
  const place = placeIn(name, fields);
  try {
    const scheme = findScheme(schemeId);
    const credential = scheme.parse(fields);
    const { doubts = [] } = scheme.inspect?.(credential, { now: Date.now() }) ?? {};
    return doubts.length > 0 ? { code: 'credential-invalid', place } : undefined;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const isMissing = MISSING.some((problem) => problem === error.problem);
    return { code: isMissing ? 'credential-missing' : 'credential-invalid', place };
  }
}

function placeIn(name: string, { headerName = 'Authorization' }: CredentialFields): string {
  return [name, ...safeName(headerName)].join(' › ');
}

/** A name that `parseProfile` takes: without control, formatting and half characters. */
function nameOf({ name, places: [place], headers: [header] }: Found): string {
  const host = place && URL.parse(place.url)?.host;
  const names = [name, host ?? '', header?.schemeId ?? ''].map(readableName);
  return names.find((each) => each !== '') ?? '-';
}

function readableName(name: string): string {
  const readable = name.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
  return cut(readable, PROFILE_NAME_MAX_LENGTH).trim();
}

export function distinctRemarks(remarks: readonly Remark[]): readonly Remark[] {
  return [...new Map(remarks.map((remark) => [`${remark.code} ${remark.place}`, remark])).values()];
}
