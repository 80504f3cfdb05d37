/** Reads the address of a request of a source as a place: its origin, or its origin and path. */
import type { RemarkCode } from '../../domain/imported';
import { parseOrigin } from '../../domain/parse-site';
import { hasPlaceholder } from '../text/placeholder';
import { isExactPath } from './exact-path';
import type { SourcePlace } from './source-place';

export interface PlaceOfUrl {
  /** Absent: the address names no place of ours, and the remarks say why. */
  readonly place?: SourcePlace;
  readonly userInfo?: UserInfo;
  readonly remarks: readonly RemarkCode[];
}

export interface UserInfo {
  readonly username: string;
  readonly password: string;
}

/**
 * Without a protocol it means https, and http for this computer. A web socket counts as the HTTP request
 * that opens it. Plain http to another computer is a place too: `toImported` keeps it from being ready.
 *
 * @param within - `'origin'` leaves the path out.
 */
export function placeOfUrl(typed: string, within: 'origin' | 'path'): PlaceOfUrl {
  const address = typed.trim().replace(/^ws(?=s?:\/\/)/i, 'http');
  const protocol = /^(?:[a-z][a-z0-9+.-]*:)?\/\//i.exec(address)?.[0] ?? '';
  const afterProtocol = address.slice(protocol.length);
  const authorityLength = afterProtocol.search(/[/?#\\]/);
  const authority =
    authorityLength === -1 ? afterProtocol : afterProtocol.slice(0, authorityLength);
  const rest = afterProtocol.slice(authority.length);
  const at = authority.lastIndexOf('@');
  const userInfo = at === -1 ? {} : { userInfo: userInfoOf(authority.slice(0, at)) };
  const told: readonly RemarkCode[] = at === -1 ? [] : ['user-info'];
  const host = authority.slice(at + 1);
  if (hasPlaceholder(host)) return { ...userInfo, remarks: [...told, 'variable-unresolved'] };
  const url = originOf(`${protocol === '//' ? '' : protocol}${host}`);
  if (url === undefined) return { ...userInfo, remarks: [...told, 'site-missing'] };
  if (within === 'origin') return { place: { url, path: '' }, ...userInfo, remarks: told };
  if (hasPlaceholder(rest)) return { ...userInfo, remarks: [...told, 'variable-unresolved'] };
  const { pathname } = new URL(`${url}${rest}`);
  if (!isExactPath(pathname)) return { ...userInfo, remarks: [...told, 'filter-inexact'] };
  const path = pathname === '/' ? '' : pathname;
  return { place: { url, path }, ...userInfo, remarks: told };
}

function originOf(typed: string): string | undefined {
  try {
    return parseOrigin(typed, { allowHttp: true });
  } catch {
    return undefined;
  }
}

function userInfoOf(text: string): UserInfo {
  const colon = text.indexOf(':');
  if (colon === -1) return { username: decoded(text), password: '' };
  return { username: decoded(text.slice(0, colon)), password: decoded(text.slice(colon + 1)) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
