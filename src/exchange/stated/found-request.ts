/** The credentials of a stated request, as the profiles are made from them. */
import type { Remark } from '../../domain/imported';
import type { FoundRequest } from '../draft/credential-requests';
import type { FoundHeader } from '../draft/found';
import { foundHeaderOf, withoutPlaceholders } from '../draft/found-header';
import { isCredential } from '../draft/is-credential';
import { placeOfUrl } from '../place/place-of-url';
import { hasPlaceholder } from '../text/placeholder';
import { credentialKeysOfUrl } from './credential-keys';
import type { StatedRequest, UserAndPassword } from './stated-request';

/** A damaged source may have a secret where a name belongs. */
const SHOWN = /^[A-Za-z-][A-Za-z0-9_-]{0,39}( [A-Za-z0-9_-]{1,40})?$/;

/** @param place - Names of the source, for the remarks. */
export function foundRequest(stated: StatedRequest, place: string): FoundRequest {
  const inside = (part: string) => (SHOWN.test(part) ? `${place} › ${part}` : place);
  const found = [
    ...stated.headers.map(({ name, value }) => credentialIn(name, value, inside)),
    ...(stated.basic ? [basicOf(stated.basic, inside('user'))] : []),
  ];
  const headers = new Map<string, FoundHeader>();
  const remarks: Remark[] = stated.remarks.map(({ code, part }) => ({ code, place: inside(part) }));
  for (const each of found) {
    remarks.push(...each.remarks);
    if (!each.header) continue;
    const name = each.header.fields.headerName ?? 'Authorization';
    if (headers.has(name.toLowerCase())) remarks.push({ code: 'duplicate', place: inside(name) });
    else headers.set(name.toLowerCase(), each.header);
  }
  remarks.push(
    ...credentialKeysOfUrl(stated.url).map((key) => ({
      code: 'in-query' as const,
      place: inside(key),
    })),
  );
  const url = isAmbiguous(stated.url) ? '' : stated.url;
  return {
    // A profile is named after its host, if there is one.
    name: placeOfUrl(url, 'origin').place ? '' : place,
    url,
    ...(stated.method !== undefined && { method: stated.method }),
    headers: [...headers.values()],
    remarks,
    place,
  };
}

interface Credential {
  readonly header?: FoundHeader;
  readonly remarks: readonly Remark[];
}

/** Nothing, and no remark, for a header that any request has. */
function credentialIn(name: string, value: string, inside: (part: string) => string): Credential {
  if (value.trim() === '') return { remarks: [] };
  const { header, remarks } = foundHeaderOf(name, value, inside(name));
  if (header && isCredential(header)) return { header, remarks };
  return {
    remarks: header
      ? []
      : remarks.filter(({ code }) => code === 'in-cookie' || code === 'scheme-unsupported'),
  };
}

/** Without a password the program asks for one. */
function basicOf({ username, password }: UserAndPassword, place: string): Credential {
  const isOpen = hasPlaceholder(username) || hasPlaceholder(password ?? '');
  const header = { schemeId: 'basic', fields: { username, password: password ?? '' } };
  if (isOpen) return withoutPlaceholders(header, place);
  if (password !== undefined) return { header, remarks: [] };
  return { header: { ...header, isOpen: true }, remarks: [{ code: 'credential-missing', place }] };
}

/**
 * Whether programs read different hosts in the address: a browser takes a backslash for a slash, and
 * leaves control characters out.
 */
function isAmbiguous(url: string): boolean {
  const [authority = ''] = /^(?:[a-z][a-z0-9+.-]*:)?(?:\/\/)?[^/?#]*/i.exec(url.trim()) ?? [];
  return /[\\\s\p{Cc}]/u.test(authority);
}
