/** The rows of a review: each imported profile with what the user has changed in it. Pure. */
import type { Doubt } from '../../domain/doubts';
import type { Failure } from '../../domain/errors';
import type { ImportCheck } from '../../domain/import-check';
import type { ImportReview } from '../../domain/import-review';
import type { ImportedProfile, RemarkCode } from '../../domain/imported';
import { draftKey } from '../../domain/profile-content';
import type { ProfileDraft } from '../../domain/profile-draft';
import type { Origin } from '../../domain/site';
import { pathApart } from '../editor/typed-places';
import { inSlices } from './in-slices';

export interface ReviewRow {
  /** Its position in the import. */
  readonly at: number;
  readonly source: ImportedProfile;
  /** With the changes of the user. */
  readonly draft: ProfileDraft;
  /** The origin of its first site, by which it is grouped; '' if the source names none. */
  readonly origin: string;
  /** An earlier row becomes a profile alike. */
  readonly isTwin: boolean;
  /** The last answer of the background. Absent: none yet. */
  readonly check?: ImportCheck;
  /** All that the browser has to allow for it, as of that answer: sites, and the servers of its tokens. */
  readonly origins: readonly Origin[];
  /** The draft has changed since, so that the background is asked again. */
  readonly isUnchecked: boolean;
  /** Not only its name: the answer says nothing of the new site or credential. */
  readonly isStale: boolean;
  /** Keyed by the place in the draft, such as `sites.0.site` or `headers.1.key`: what the user has typed there. */
  readonly typed: Readonly<Record<string, string>>;
  /** The places for which the row shows a field. One that has been shown stays. */
  readonly asked: readonly string[];
  /** The user has said that the site is meant, although the source's filter could not be read exactly. */
  readonly isSiteMeant: boolean;
  /** The user's own choice. Absent: as at first. */
  readonly isChosen?: boolean;
}

const FIRST_SITE = 'sites.0.site';

/** The reasons that the row itself can take away. */
export const FILLABLE: readonly RemarkCode[] = [
  'site-missing',
  'http-plain',
  'credential-missing',
  'credential-invalid',
  'variable-unresolved',
];
export const ABOUT_SCOPE: readonly RemarkCode[] = ['filter-inexact', 'filter-dropped'];

/** Resolves with the rows, grouped by site: those without one first. */
export async function rowsOf(profiles: readonly ImportedProfile[]): Promise<readonly ReviewRow[]> {
  const seen = new Set<string>();
  const rows: ReviewRow[] = [];
  await inSlices(profiles, (source, at) => {
    const content = draftKey(source.draft);
    // Without a site it is not known yet.
    const isTwin = source.draft.sites.length > 0 && seen.has(content);
    seen.add(content);
    const asked = isScopeOpen(source) ? [FIRST_SITE] : [];
    const origin = originOf(source.draft);
    const { draft } = source;
    const untouched = { isUnchecked: true, isStale: true, typed: {}, isSiteMeant: false };
    rows.push({ at, source, draft, origin, isTwin, origins: [], asked, ...untouched });
  });
  return rows.sort((one, other) => compare(one.origin, other.origin) || one.at - other.at);
}

/** Whether the scope may be wider than in the source, so that only the user can say that it is meant. */
export function isScopeOpen({ isReady, remarks }: ImportedProfile): boolean {
  if (isReady) return false;
  const codes = remarks.map(({ code }) => code);
  return (
    codes.some((code) => ABOUT_SCOPE.includes(code)) ||
    !codes.some((code) => FILLABLE.includes(code))
  );
}

/** Whether the row can be saved as it is. */
export function canSave(row: ReviewRow): boolean {
  return row.check !== undefined && !row.isStale && !isIncomplete(row);
}

/** Whether the row still asks for something, as far as the last answer says. */
export function isIncomplete({ source, check, isSiteMeant }: ReviewRow): boolean {
  if (!check) return false;
  return check.failure !== undefined || (isScopeOpen(source) && !isSiteMeant);
}

export function isTicked(row: ReviewRow): boolean {
  return canSave(row) && (row.isChosen ?? isTickedAtFirst(row));
}

export function isTickedAtFirst({ check, isTwin }: ReviewRow): boolean {
  return check !== undefined && !check.isThere && !isTwin;
}

/** A changed site is meant. */
export function typedAt(row: ReviewRow, place: string, value: string): ReviewRow {
  const typed = { ...row.typed, [place]: value };
  const isSiteMeant = row.isSiteMeant || place === FIRST_SITE;
  return redrafted({ ...row, typed, isSiteMeant });
}

export function renamed(row: ReviewRow, name: string): ReviewRow {
  return { ...row, draft: { ...row.draft, name }, isUnchecked: true };
}

/** The user means an odd value of one header. */
export function accepting(row: ReviewRow, header: number, doubt: Doubt): ReviewRow {
  const headers = row.draft.headers.map((each, index) =>
    index === header ? { ...each, accepted: [...(each.accepted ?? []), doubt] } : each,
  );
  return { ...row, draft: { ...row.draft, headers }, isUnchecked: true, isStale: true };
}

/** @param draft - The one that was checked: the row may have changed since. */
export function checkedRow(row: ReviewRow, draft: ProfileDraft, check: ImportCheck): ReviewRow {
  if (row.draft !== draft) return row;
  const place = placeToFill(check.failure);
  const asked = place && !row.asked.includes(place) ? [...row.asked, place] : row.asked;
  return { ...row, check, asked, origins: originsOf(check), isUnchecked: false, isStale: false };
}

/** The field that a failure asks for. A doubt is answered and not typed. */
function placeToFill(failure: Failure | undefined): string | undefined {
  if (!failure?.field || failure.code === 'credential-doubtful') return undefined;
  if (failure.field === 'site') return FIRST_SITE;
  const [, site] = /^sites\.(\d+)\.(?:site|path)$/.exec(failure.field) ?? [];
  if (site !== undefined) return `sites.${site}.site`;
  return /^headers\.\d+\.\w+$/.test(failure.field) ? failure.field : undefined;
}

/** Whether a failure belongs to the field at this place. */
export function isFailureAt(place: string, { failure }: ImportCheck): boolean {
  return failure !== undefined && placeToFill(failure) === place;
}

/** The text of a field in the row: typed, or of the source if it is a site. */
export function valueAt({ draft, typed }: ReviewRow, place: string): string {
  const [kind, index] = place.split('.');
  if (typed[place] !== undefined) return typed[place];
  if (kind !== 'sites') return '';
  const site = draft.sites[Number(index)];
  return site ? site.url + site.path : '';
}

function redrafted(row: ReviewRow): ReviewRow {
  const { draft, typed } = row;
  const siteAt = (index: number) => typed[`sites.${index}.site`];
  const count = Math.max(draft.sites.length, siteAt(0) === undefined ? 0 : 1);
  const sites = Array.from({ length: count }, (_, index) => {
    const url = siteAt(index);
    return url === undefined ? draft.sites[index] : pathApart({ url, path: '' });
  }).filter((site) => site !== undefined);
  const headers = draft.headers.map((header, index) => {
    const own = Object.entries(typed).filter(([place]) => place.startsWith(`headers.${index}.`));
    if (own.length === 0) return header;
    const fields = own.map(([place, value]) => [place.split('.').at(-1), value]);
    return { ...header, fields: { ...header.fields, ...Object.fromEntries(fields) } };
  });
  return { ...row, draft: { ...draft, sites, headers }, isUnchecked: true, isStale: true };
}

/** Collects what the browser has to allow for these rows. Cheap: it runs in the task of a click. */
export function originsOfRows(rows: readonly ReviewRow[]): readonly Origin[] {
  return [...new Set(rows.flatMap(({ origins }) => origins))];
}

function originsOf({ preview, tokenOrigins }: ImportCheck): readonly Origin[] {
  const places = preview.flatMap((line) => line.places);
  // Cast: an origin as the URL parser writes it.
  return [...places.map((place) => new URL(place).origin as Origin), ...tokenOrigins];
}

/** For the time after a lock. @param files - Their names. */
export function toReview(rows: readonly ReviewRow[], files: readonly string[]): ImportReview {
  const changed = rows.filter((row) => row.isChosen !== undefined);
  return {
    files,
    ticks: Object.fromEntries(changed.map(({ at, isChosen }) => [at, isChosen === true])),
  };
}

/** The ticks from before a lock. */
export function withTicks(
  rows: readonly ReviewRow[],
  { ticks }: ImportReview,
): readonly ReviewRow[] {
  return rows.map((row) => {
    const isChosen = Object.hasOwn(ticks, row.at) ? ticks[row.at] : undefined;
    return isChosen === undefined ? row : { ...row, isChosen };
  });
}

function originOf({ sites: [site] }: ProfileDraft): string {
  return site ? (URL.parse(site.url)?.origin ?? site.url) : '';
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
