/** The editor's state for an unsaved form that the background has kept. */
import type { ProfileSummary } from '../../domain/app-state';
import type { SchemeId } from '../../domain/credential';
import type { HeaderSpecId } from '../../domain/profile';
import type { HeaderDraft, ProfileDraft } from '../../domain/profile-draft';
import {
  asTyped,
  commonOf,
  type EditorDraft,
  type HeaderInput,
  newSite,
  type SiteInput,
  type StoredHeader,
} from './editor-draft';
import { suggestedName } from './suggested-name';

/** An unsaved form as it was, without its secrets. */
export function restored(
  savedDraft: ProfileDraft,
  stored: ProfileSummary | undefined,
): EditorDraft {
  const { name, pick = savedDraft.id === undefined } = savedDraft;
  const known = stored?.sites.map(({ origin }): string => origin) ?? [];
  const sites = savedDraft.sites.map(({ url, path }): SiteInput => {
    const site = newSite(url, path);
    return known.includes(url) ? { ...site, isKnown: true } : site;
  });
  const headers = savedDraft.headers.map((header) => restoredHeader(header, stored));
  const isSuggested = name === '' || name === suggestedName({ sites, headers });
  return {
    ...commonOf(savedDraft),
    isNamed: savedDraft.id !== undefined || !isSuggested,
    pick,
    sites: sites.length > 0 ? sites : [newSite()],
    headers,
    rotateEveryDays: savedDraft.rotateEveryDays ?? '',
    isExtra: savedDraft.isExtra,
    production: asTyped(savedDraft.production),
    callers: savedDraft.callers.join(' '),
  };
}

function restoredHeader(header: HeaderDraft, profile: ProfileSummary | undefined): HeaderInput {
  const {
    key = crypto.randomUUID(),
    id,
    schemeId,
    fields,
    fieldsInBackground = [],
    storedFields = [],
    paths,
    methods,
    isOff,
  } = header;
  const summary = profile?.headers.find((each) => each.id === id);
  // Casts: the background has given the form these ids. A save fails if the header is gone.
  const gone: StoredHeader = {
    id: id as HeaderSpecId,
    schemeId: schemeId as SchemeId,
    headerNames: [],
    tokenOrigins: [],
  };
  return {
    key,
    schemeId,
    ...(id !== undefined && { stored: summary ?? gone }),
    ...(fields && { fields }),
    fieldsInBackground,
    storedFields,
    paths: paths.join(' '),
    methods,
    isOff,
    headerNames: fields ? [] : (summary?.headerNames ?? []),
    accepted: header.accepted ?? [],
  };
}
