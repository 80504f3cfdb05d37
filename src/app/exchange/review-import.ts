/** Says what imported drafts would do, before the user saves any of them. */
import { toFailure } from '../../domain/errors';
import type { ImportCheck } from '../../domain/import-check';
import type { PreviewDraft, PreviewLine } from '../../domain/preview';
import type { HeaderSpec, Profile } from '../../domain/profile';
import type { HeaderDraft, ProfileDraft } from '../../domain/profile-draft';
import { tokenOriginsOf } from '../../domain/token-origins';
import type { BrowserTraits } from '../../rules/rule';
import type { Ports } from '../ports';
import { checkCredential } from '../profiles/check-credential';
import { previewProfile } from '../profiles/preview-profile';
import { originsAsked } from '../tokens/asked-addresses';
import { openVault } from '../vault/open-vault';
import { asNew, parseImported } from './parse-imported';

/** @throws AppError `vault-locked` and as `openVault` does; `message-refused`. */
export async function reviewImport(
  ports: Ports,
  drafts: readonly ProfileDraft[],
): Promise<readonly ImportCheck[]> {
  const { content } = await openVault(ports);
  const stored = new Set(content.profiles.map(contentOf));
  const [now, { browser }] = [ports.now(), ports.rules];
  return drafts.map((typed) => {
    const draft = asNew(typed);
    const preview = previewOf(draft, browser, now);
    try {
      const profile = parseImported(draft, now);
      const tokenOrigins = tokenOriginsOf(profile.headers.map(withTokenOrigins));
      return { preview, isThere: stored.has(contentOf(profile)), tokenOrigins };
    } catch (error) {
      return { failure: toFailure(error), preview, isThere: false, tokenOrigins: [] };
    }
  });
}

/** A header whose credential is incomplete has no name yet, and no line. */
function previewOf(draft: ProfileDraft, browser: BrowserTraits, now: number): PreviewLine[] {
  const { sites, callers, strict, ownForms, ownPictures, allowCache, allowHttp } = draft;
  const access = { sites, callers, strict, ownForms, ownPictures, allowCache, allowHttp };
  const headers = draft.headers
    .filter(({ isOff }) => !isOff)
    .map(({ paths, methods, ...header }): PreviewDraft['headers'][number] => ({
      headerNames: namesOf(header, now),
      paths,
      methods,
    }));
  return previewProfile({ ...access, headers }, browser);
}

function namesOf(
  { schemeId, fields = {} }: Pick<HeaderDraft, 'schemeId' | 'fields'>,
  now: number,
): readonly string[] {
  try {
    return checkCredential(schemeId, fields, now).headerNames ?? [];
  } catch {
    return [];
  }
}

function withTokenOrigins(spec: HeaderSpec) {
  return { tokenOrigins: originsAsked(spec), ...(spec.isOff && { isOff: spec.isOff }) };
}

/** Equal for two profiles with the same sites, headers and credentials, with any names and in any order. */
function contentOf({ sites, headers }: Pick<Profile, 'sites' | 'headers'>): string {
  const places = sites.map(({ origin, path }) => origin + path).sort();
  const specs = headers
    .map(({ schemeId, credential, paths, methods }) =>
      JSON.stringify([schemeId, sorted(credential), paths.toSorted(), methods.toSorted()]),
    )
    .sort();
  return JSON.stringify([places, specs]);
}

/** The keys of a stored credential may have another order than those of a parsed one. */
function sorted(credential: unknown): unknown {
  if (typeof credential !== 'object' || credential === null) return credential;
  return Object.entries(credential).sort(([one], [other]) => (one < other ? -1 : 1));
}
