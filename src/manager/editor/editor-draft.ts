/** What the editor holds while somebody types: all text, each list entry with a key of its own. */
import type { HeaderSummary, ProfileSummary } from '../../domain/app-state';
import type { CredentialFields, SchemeSummary } from '../../domain/credential';
import type { Doubt } from '../../domain/errors';
import type { PreviewDraft } from '../../domain/preview';
import type { Colour, Method } from '../../domain/profile';
import type { HeaderDraft, ProfileDraft } from '../../domain/profile-draft';
import { type Origin, parseOrigin, parsePathScope, pathOfTyped } from '../../domain/site';
import { text } from '../../platform/texts';

export interface SiteInput {
  readonly key: number;
  readonly url: string;
  readonly path: string;
}

export interface HeaderInput {
  readonly key: number;
  /** The stored header that this one continues. */
  readonly stored?: HeaderSummary;
  readonly schemeId: string;
  /** Absent: the stored credential is kept. */
  readonly fields?: CredentialFields | undefined;
  /** As typed: paths with spaces between them. */
  readonly paths: string;
  readonly methods: readonly Method[];
  /** What it will set, as far as the background has said. */
  readonly headerName: string;
  readonly accepted: readonly Doubt[];
}

export interface EditorDraft {
  readonly name: string;
  readonly colour: Colour;
  readonly note: string;
  readonly sites: readonly SiteInput[];
  readonly headers: readonly HeaderInput[];
  /** As typed: origins with spaces between them. */
  readonly callers: string;
  readonly strict: boolean;
  readonly ownForms: boolean;
  readonly allowHttp: boolean;
}

let lastKey = 0;

export function newSite(url = '', path = ''): SiteInput {
  return { key: ++lastKey, url, path };
}

export function newHeader(scheme: SchemeSummary | undefined, paths = ''): HeaderInput {
  return {
    key: ++lastKey,
    schemeId: scheme?.id ?? '',
    fields: initialFields(scheme),
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

export function newDraft(scheme: SchemeSummary | undefined, url = ''): EditorDraft {
  return {
    name: '',
    colour: 'grey',
    note: '',
    sites: [newSite(url)],
    headers: [newHeader(scheme)],
    callers: '',
    strict: false,
    ownForms: false,
    allowHttp: false,
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
      key: ++lastKey,
      stored: header,
      schemeId: header.schemeId,
      paths: header.paths.join(' '),
      methods: header.methods,
      headerName: header.headerName,
      accepted: [],
    })),
    callers: stored.callers.join(' '),
  };
}

/** As the background parses it. */
export function toProfileDraft(
  draft: EditorDraft,
  stored: ProfileSummary | undefined,
): ProfileDraft {
  const { sites, headers, callers, ...rest } = draft;
  return {
    ...rest,
    ...(stored && { id: stored.id }),
    revision: stored?.revision ?? 0,
    sites: sites.map(pathApart),
    headers: headers.map(toHeaderDraft),
    callers: words(callers),
  };
}

/** The draft without its credentials, for the preview. */
export function toPreviewDraft(draft: EditorDraft): PreviewDraft {
  const { strict, ownForms, allowHttp } = draft;
  return {
    sites: draft.sites.map(pathApart),
    headers: draft.headers.map(({ headerName, paths, methods }) => {
      return { headerName: headerName || text('previewHeader'), paths: words(paths), methods };
    }),
    callers: words(draft.callers),
    strict,
    ownForms,
    allowHttp,
  };
}

/** The path of a pasted address, moved to where it can be seen. A path of its own wins. */
export function pathApart({ url, path }: Pick<SiteInput, 'url' | 'path'>) {
  if (path !== '' || !isSite(url)) return { url, path };
  const pasted = pathOfTyped(url);
  return pasted === ''
    ? { url, path }
    : { url: parseOrigin(url, { allowHttp: true }), path: pasted };
}

/**
 * The origins to ask the browser for: sites and callers, as far as they can be read. None if one
 * cannot, since the draft will be refused.
 */
export function originsOf(draft: EditorDraft): readonly Origin[] {
  const { allowHttp } = draft;
  try {
    const sites = draft.sites.map(pathApart).map(({ url, path }) => {
      parsePathScope(path);
      return parseOrigin(url, { allowHttp });
    });
    return [...sites, ...words(draft.callers).map((caller) => parseOrigin(caller, { allowHttp }))];
  } catch {
    return [];
  }
}

function toHeaderDraft(input: HeaderInput): HeaderDraft {
  const { stored, schemeId, fields, methods, accepted } = input;
  return {
    schemeId,
    paths: words(input.paths),
    methods,
    accepted,
    ...(stored && { id: stored.id }),
    ...(fields && { fields }),
  };
}

function words(typed: string): string[] {
  return typed.split(/\s+/).filter((word) => word !== '');
}

function isSite(typed: string): boolean {
  try {
    parseOrigin(typed, { allowHttp: true });
    return true;
  } catch {
    return false;
  }
}
