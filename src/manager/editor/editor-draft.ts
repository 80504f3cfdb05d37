/** What the editor holds while somebody types: all text, each list entry with a key of its own. */
import type { HeaderSummary, ProfileSummary } from '../../domain/app-state';
import type { CredentialFields, SchemeId, SchemeSummary } from '../../domain/credential';
import type { Doubt } from '../../domain/errors';
import type { Colour, Method } from '../../domain/profile';
import type { AccessDraft, HeaderDraft, ProfileDraft } from '../../domain/profile-draft';

export interface SiteInput {
  readonly key: number;
  readonly url: string;
  readonly path: string;
}

/** A stored header, as far as an edit goes on from it. */
type StoredHeader = Pick<HeaderSummary, 'id' | 'schemeId' | 'headerName' | 'asks'>;

export interface HeaderInput {
  /** By which the background finds the secrets that it keeps of this form. */
  readonly key: string;
  /** The stored header that this one continues. */
  readonly stored?: StoredHeader | undefined;
  readonly schemeId: string;
  /** Absent: the stored credential is kept. */
  readonly fields?: CredentialFields | undefined;
  /** Fields that were typed before this page was opened: only the background has them. */
  readonly kept: readonly string[];
  /** As typed: paths with spaces between them. */
  readonly paths: string;
  readonly methods: readonly Method[];
  /** What it will set, as far as the background has said. */
  readonly headerName: string;
  readonly accepted: readonly Doubt[];
}

export interface EditorDraft extends Omit<AccessDraft, 'sites' | 'callers'> {
  readonly name: string;
  readonly colour: Colour;
  readonly note: string;
  readonly sites: readonly SiteInput[];
  readonly headers: readonly HeaderInput[];
  /** As typed; empty: never. */
  readonly rotateEveryDays: string;
  /** As typed: origins with spaces between them. */
  readonly callers: string;
  /** Pick it on each of its sites once it is saved. */
  readonly pick: boolean;
}

/** What a draft is an edit of. */
export interface Edited {
  /** Absent for a new profile. */
  readonly id?: string | undefined;
  /** As the edit began; 0 for a new profile, and for one that is to be made anew. */
  readonly revision: number;
}

let lastKey = 0;

export function newSite(url = '', path = ''): SiteInput {
  return { key: ++lastKey, url, path };
}

export function newHeader(scheme: SchemeSummary | undefined, paths = ''): HeaderInput {
  return {
    key: crypto.randomUUID(),
    schemeId: scheme?.id ?? '',
    fields: initialFields(scheme),
    kept: [],
    paths,
    methods: [],
    headerName: '',
    accepted: [],
  };
}

/** What a form for this scheme begins with. */
export function initialFields(scheme: SchemeSummary | undefined): CredentialFields {
  const initial = scheme?.fields.flatMap(({ name, initial }) => (initial ? [[name, initial]] : []));
  return Object.fromEntries(initial ?? []);
}

/** A credential from its beginning: nothing that was typed or kept for another goes along. */
export function begun(scheme: SchemeSummary, filled: CredentialFields): Partial<HeaderInput> {
  return {
    schemeId: scheme.id,
    fields: { ...initialFields(scheme), ...filled },
    headerName: '',
    kept: [],
    accepted: [],
  };
}

export function newDraft(scheme: SchemeSummary | undefined, url = ''): EditorDraft {
  return {
    name: '',
    colour: 'grey',
    note: '',
    sites: [newSite(url)],
    headers: [newHeader(scheme)],
    rotateEveryDays: '',
    callers: '',
    strict: false,
    ownForms: false,
    allowHttp: false,
    pick: true,
  };
}

export function draftOf(stored: ProfileSummary): EditorDraft {
  const { name, colour, note, strict, ownForms, allowHttp } = stored;
  return {
    name,
    colour,
    note,
    strict,
    ownForms,
    allowHttp,
    sites: stored.sites.map(({ origin, path }) => newSite(origin, path === '/' ? '' : path)),
    headers: stored.headers.map((header) => ({
      key: crypto.randomUUID(),
      stored: header,
      schemeId: header.schemeId,
      kept: [],
      paths: header.paths.join(' '),
      methods: header.methods,
      headerName: header.headerName,
      accepted: [],
    })),
    rotateEveryDays: String(stored.rotateEveryDays ?? ''),
    callers: stored.callers.join(' '),
    // It is picked, or not, in the list and in the popup.
    pick: false,
  };
}

/** A form that was kept unsaved, as it was but for its secrets. */
export function restored(kept: ProfileDraft, stored: ProfileSummary | undefined): EditorDraft {
  const { name, colour, note, strict, ownForms, allowHttp, pick = kept.id === undefined } = kept;
  const sites = kept.sites.map(({ url, path }) => newSite(url, path));
  return {
    name,
    colour,
    note,
    strict,
    ownForms,
    allowHttp,
    pick,
    sites: sites.length > 0 ? sites : [newSite()],
    headers: kept.headers.map((header) => restoredHeader(header, stored)),
    rotateEveryDays: kept.rotateEveryDays ?? '',
    callers: kept.callers.join(' '),
  };
}

function restoredHeader(header: HeaderDraft, profile: ProfileSummary | undefined): HeaderInput {
  const { key = crypto.randomUUID(), id, schemeId, fields, kept = [], paths, methods } = header;
  const summary = profile?.headers.find((each) => each.id === id);
  // Casts: a form sends the ids that it was given. One that is gone is told of when it is saved.
  const gone = { id, schemeId: schemeId as SchemeId, headerName: '' } as StoredHeader;
  return {
    key,
    schemeId,
    ...(id !== undefined && { stored: summary ?? gone }),
    ...(fields && { fields }),
    kept,
    paths: paths.join(' '),
    methods,
    headerName: fields ? '' : (summary?.headerName ?? ''),
    accepted: header.accepted ?? [],
  };
}
