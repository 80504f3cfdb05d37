/** The name of a profile that the user has not named: `ada at api.example.com`. Pure. */
import type { SchemeId } from '../../domain/credential';
import { mayBeKey } from '../../domain/may-be-key';
import { parseOrigin } from '../../domain/parse-site';
import { PROFILE_NAME_MAX_LENGTH } from '../../domain/profile-draft';
import { text } from '../../platform/texts';
import { schemeName } from '../../ui/scheme-text';
import type { EditorDraft, HeaderInput } from './editor-draft';
import { originAsStored } from './typed-places';

type Unnamed = Pick<EditorDraft, 'sites' | 'headers' | 'template'>;

/** The user's own name for the profile, or else the suggested one. */
export function nameOf(draft: EditorDraft): string {
  return draft.isNamed ? draft.name : suggestedName(draft);
}

/** @returns an empty text while the first site is no address. */
export function suggestedName({ sites: [site], headers: [header], template }: Unnamed): string {
  const origin = originAsStored(site?.url ?? '');
  if (template && (template.sites.length === 0 || template.sites.includes(origin))) {
    return template.name;
  }
  const host = hostOf(origin);
  if (host === undefined || !header) return '';
  // Cast: a form knows no other schemes.
  const who = personIn(header) ?? schemeName(header.schemeId as SchemeId);
  const name = text('suggestedName', who, host);
  return name.length <= PROFILE_NAME_MAX_LENGTH ? name : host.slice(0, PROFILE_NAME_MAX_LENGTH);
}

/** The user name, unless it may be a key: pages show a profile's name at any time. */
function personIn({ fields = {}, fieldsInBackground }: HeaderInput): string | undefined {
  const name = (fields.username ?? '').trim();
  // This page does not know a password that only the background holds.
  const password = fieldsInBackground.includes('password') ? undefined : (fields.password ?? '');
  return name === '' || mayBeKey(name, password) ? undefined : name;
}

function hostOf(origin: string): string | undefined {
  try {
    return new URL(parseOrigin(origin, { allowHttp: true })).host;
  } catch {
    return undefined;
  }
}
