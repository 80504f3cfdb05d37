/** Turns the editor's state into the drafts of messages: to save, to keep unsaved, to preview. */
import type { CredentialFields, SchemeId, SchemeSummary } from '../../domain/credential';
import { fittingFields } from '../../domain/fitting-fields';
import type { PreviewDraft } from '../../domain/preview';
import type { HeaderDraft, ProfileDraft } from '../../domain/profile-draft';
import { schemeName } from '../../ui/scheme-text';
import { fieldsAtSite } from './at-site';
import type { Edited, EditorDraft, HeaderInput } from './editor-draft';
import { nameOf } from './suggested-name';
import { addressToAsk, pathApart, words } from './typed-places';

type Schemes = readonly SchemeSummary[];

/** The draft to save. */
export function toProfileDraft(
  draft: EditorDraft,
  { id, revision }: Edited,
  schemes: Schemes,
): ProfileDraft {
  const { isNamed, template, sites, headers, callers, isExtra, pick, production, ...rest } = draft;
  return {
    ...rest,
    name: nameOf(draft),
    ...(id !== undefined && { id }),
    revision,
    sites: sites.map(pathApart),
    headers: headers.map((header) => toHeaderDraft(header, schemes, addressToAsk(sites))),
    callers: words(callers),
    ...(isExtra && { isExtra }),
    ...(production && { production: asPaths(production) }),
  };
}

/** The draft to keep unsaved. */
export function toSavedDraft(draft: EditorDraft, edited: Edited, schemes: Schemes): ProfileDraft {
  return { ...toProfileDraft(draft, edited, schemes), pick: draft.pick };
}

/** Compares two forms without the keys of their entries. */
export function isSameContent(one: EditorDraft, other: EditorDraft, schemes: Schemes): boolean {
  return saying(one, schemes) === saying(other, schemes);
}

function saying(draft: EditorDraft, schemes: Schemes): string {
  const { headers, ...rest } = toSavedDraft(draft, { revision: 0 }, schemes);
  return JSON.stringify({ ...rest, headers: headers.map(({ key: _, ...header }) => header) });
}

/**
 * The values for the background: one that does not fit the others is left out.
 *
 * @param address - Of the first valid site: see `at-site.ts`.
 */
export function sentFields(
  scheme: SchemeSummary | undefined,
  header: Pick<HeaderInput, 'fields' | 'fieldsInBackground' | 'storedFields'>,
  address: string | undefined,
): CredentialFields {
  const { fields = {}, fieldsInBackground, storedFields = [] } = header;
  const whole = fieldsAtSite(scheme, fields, address);
  return fittingFields(scheme?.fields ?? [], whole, [...fieldsInBackground, ...storedFields]);
}

/** The draft for the preview, without credentials. */
export function toPreviewDraft(draft: EditorDraft): PreviewDraft {
  const { strict, ownForms, ownPictures, allowCache, allowHttp, production } = draft;
  return {
    ...(production && { production: asPaths(production) }),
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

function asPaths({ readPaths }: NonNullable<EditorDraft['production']>) {
  return { readPaths: words(readPaths) };
}

function toHeaderDraft(
  input: HeaderInput,
  schemes: Schemes,
  address: string | undefined,
): HeaderDraft {
  const { key, stored, schemeId, fields, fieldsInBackground, storedFields = [] } = input;
  const { methods, isOff, accepted } = input;
  const scheme = schemes.find((each) => each.id === schemeId);
  return {
    key,
    schemeId,
    paths: words(input.paths),
    methods,
    accepted,
    ...(isOff && { isOff }),
    ...(stored && { id: stored.id }),
    ...(fields && { fields: sentFields(scheme, input, address) }),
    ...(fieldsInBackground.length > 0 && { fieldsInBackground }),
    ...(storedFields.length > 0 && { storedFields }),
  };
}
