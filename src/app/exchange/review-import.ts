/** Says what imported drafts would do, before the user saves any of them. */
import { toFailure } from '../../domain/errors';
import type { ImportCheck } from '../../domain/import-check';
import type { PreviewDraft, PreviewLine } from '../../domain/preview';
import type { HeaderSpec } from '../../domain/profile';
import { sentKey } from '../../domain/profile-content';
import type { HeaderDraft, ProfileDraft } from '../../domain/profile-draft';
import { tokenOriginsOf } from '../../domain/token-origins';
import type { BrowserTraits } from '../../rules/rule';
import type { Ports } from '../ports';
import { checkCredential } from '../profiles/check-credential';
import { previewProfile } from '../profiles/preview-profile';
import { originsAsked } from '../tokens/asked-addresses';
import { serversOf } from '../tokens/servers-of';
import { openVault } from '../vault/open-vault';
import { asNew, parseImported } from './parse-imported';

/** @throws AppError `vault-locked` and as `openVault` does; `message-refused`. */
export async function reviewImport(
  ports: Ports,
  drafts: readonly ProfileDraft[],
): Promise<readonly ImportCheck[]> {
  const { content } = await openVault(ports);
  const stored = new Set(content.profiles.map(sentKey));
  const [now, { browser }] = [ports.now(), ports.rules];
  return drafts.map((typed) => {
    const draft = asNew(typed);
    const preview = previewOf(draft, browser, now);
    try {
      const profile = parseImported(draft, now);
      const tokenOrigins = tokenOriginsOf(profile.headers.map(withTokenOrigins));
      const told = tokenOrigins.map((origin) => new URL(origin).host);
      const otherServers = serversOf(profile).filter((host) => !told.includes(host));
      return { preview, isThere: stored.has(sentKey(profile)), tokenOrigins, otherServers };
    } catch (error) {
      const failure = toFailure(error);
      return { failure, preview, isThere: false, tokenOrigins: [], otherServers: [] };
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
