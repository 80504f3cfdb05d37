/** Turns the editor's state into the drafts of messages: to save, to keep unsaved, to preview. */
import type { SchemeId } from '../../domain/credential';
import type { PreviewDraft } from '../../domain/preview';
import type { HeaderDraft, ProfileDraft } from '../../domain/profile-draft';
import { schemeName } from '../../ui/scheme-text';
import type { Edited, EditorDraft, HeaderInput } from './editor-draft';
import { pathApart, words } from './typed-places';

/** The draft to save. */
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

/** The draft to keep unsaved. */
export function toSavedDraft(draft: EditorDraft, edited: Edited): ProfileDraft {
  return { ...toProfileDraft(draft, edited), pick: draft.pick };
}

/** Compares two forms without the keys of their entries. */
export function isSameContent(one: EditorDraft, other: EditorDraft): boolean {
  return saying(one) === saying(other);
}

function saying(draft: EditorDraft): string {
  const { headers, ...rest } = toSavedDraft(draft, { revision: 0 });
  return JSON.stringify({ ...rest, headers: headers.map(({ key: _, ...header }) => header) });
}

/** The draft for the preview, without credentials. */
export function toPreviewDraft(draft: EditorDraft): PreviewDraft {
  const { strict, ownForms, ownPictures, allowCache, allowHttp } = draft;
  return {
    sites: draft.sites.map(pathApart),
    headers: draft.headers
      .filter(({ isOff }) => !isOff)
      .map(({ schemeId, paths, methods, ...header }) => {
        const isKnown = header.headerNames.length > 0;
        // Cast: a form knows no other schemes. A header has no name before its fields are complete.
        const headerNames = isKnown ? header.headerNames : [schemeName(schemeId as SchemeId)];
        return { headerNames, paths: words(paths), methods };
      }),
    callers: words(draft.callers),
    strict,
    ownForms,
    ownPictures,
    allowCache,
    allowHttp,
  };
}

function toHeaderDraft(input: HeaderInput): HeaderDraft {
  const { key, stored, schemeId, fields, fieldsInBackground, storedFields = [] } = input;
  const { methods, isOff, accepted } = input;
  return {
    key,
    schemeId,
    paths: words(input.paths),
    methods,
    accepted,
    ...(isOff && { isOff }),
    ...(stored && { id: stored.id }),
    ...(fields && { fields }),
    ...(fieldsInBackground.length > 0 && { fieldsInBackground }),
    ...(storedFields.length > 0 && { storedFields }),
  };
}
