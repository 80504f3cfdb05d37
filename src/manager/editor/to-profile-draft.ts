/** What the editor holds → what the background reads: to save it, to keep it unsaved, to preview it. */
import type { SchemeId } from '../../domain/credential';
import type { PreviewDraft } from '../../domain/preview';
import type { HeaderDraft, ProfileDraft } from '../../domain/profile-draft';
import { schemeName } from '../../ui/scheme-text';
import type { Edited, EditorDraft, HeaderInput } from './editor-draft';
import { pathApart, words } from './typed-places';

/** As the background parses it. */
export function toProfileDraft(draft: EditorDraft, { id, revision }: Edited): ProfileDraft {
  const { sites, headers, callers, pick: _, ...rest } = draft;
  return {
    ...rest,
    ...(id !== undefined && { id }),
    revision,
    sites: sites.map(pathApart),
    headers: headers.map(toHeaderDraft),
    callers: words(callers),
  };
}

/** As the background keeps it, unsaved. */
export function toKeptDraft(draft: EditorDraft, edited: Edited): ProfileDraft {
  return { ...toProfileDraft(draft, edited), pick: draft.pick };
}

/** Whether two forms say the same, whatever the keys in them. */
export function sayTheSame(one: EditorDraft, other: EditorDraft): boolean {
  return saying(one) === saying(other);
}

function saying(draft: EditorDraft): string {
  const { headers, ...rest } = toKeptDraft(draft, { revision: 0 });
  return JSON.stringify({ ...rest, headers: headers.map(({ key: _, ...header }) => header) });
}

/** The draft without its credentials, for the preview. */
export function toPreviewDraft(draft: EditorDraft): PreviewDraft {
  const { strict, ownForms, allowHttp } = draft;
  return {
    sites: draft.sites.map(pathApart),
    headers: draft.headers.map(({ headerName, schemeId, paths, methods }) => {
      // Cast: a form knows no other schemes. A header has no name before its fields are complete.
      return {
        headerName: headerName || schemeName(schemeId as SchemeId),
        paths: words(paths),
        methods,
      };
    }),
    callers: words(draft.callers),
    strict,
    ownForms,
    allowHttp,
  };
}

function toHeaderDraft(input: HeaderInput): HeaderDraft {
  const { key, stored, schemeId, fields, kept, methods, accepted } = input;
  return {
    key,
    schemeId,
    paths: words(input.paths),
    methods,
    accepted,
    ...(stored && { id: stored.id }),
    ...(fields && { fields }),
    ...(kept.length > 0 && { kept }),
  };
}
