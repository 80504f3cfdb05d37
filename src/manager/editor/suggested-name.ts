/** The name of a profile that the user has not named: `ada at api.example.com`. Pure. */
import type { SchemeId } from '../../domain/credential';
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

/**
 * The user name, if it names a person. Pages show a profile's name at any time, so a key must not get
 * into it: a user name without a password is one, and so may be a long name of letters and digits.
 */
function personIn({ fields = {}, fieldsInBackground }: HeaderInput): string | undefined {
  const { username = '', password = '' } = fields;
  const hasPassword = password !== '' || fieldsInBackground.includes('password');
  const name = username.trim();
  return hasPassword && name !== '' && !isKeyLike(name) ? name : undefined;
}

const LONGEST_NAME = 32;

function isKeyLike(name: string): boolean {
  if (name.length > LONGEST_NAME || /[\p{C}\s:]/u.test(name)) return true;
  if (/^(sk|pk|rk|ak|key|api|token|client|ghp|pat|xox\w)[-_]/i.test(name)) return true;
  // Letters among digits, as in base64 or hexadecimal; an address has a part for the host.
  const digits = name.replace(/\D/g, '').length;
  return !name.includes('@') && name.length >= 12 && digits >= 4;
}

function hostOf(origin: string): string | undefined {
  try {
    return new URL(parseOrigin(origin, { allowHttp: true })).host;
  } catch {
    return undefined;
  }
}
