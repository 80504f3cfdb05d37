/**
 * Which headers SimpleModifyHeaders sets, on requests that have none of their own but those of every
 * request: a model of its list, from its documentation.
 *
 * Source: MDN, "Match patterns in extension manifests".
 */
import type { DnrRequest } from '../../support/dnr';
import type { SentHeader } from '../never-wider';

export interface SimpleModifyHeadersFile {
  readonly target_page: string;
  readonly use_url_contains?: boolean;
  readonly headers: readonly Row[];
}

interface Row {
  readonly url_contains?: string;
  readonly action: string;
  readonly header_name: string;
  readonly header_value: string;
  readonly apply_on?: string;
  readonly status: string;
}

export function simpleModifyHeadersSets(
  { target_page, use_url_contains = false, headers }: SimpleModifyHeadersFile,
  { url }: DnrRequest,
  { name, value }: SentHeader,
): boolean {
  const patterns = listOf(target_page);
  if (patterns.length > 0 && !patterns.some((pattern) => fits(pattern, new URL(url)))) return false;
  return headers.some((row) => {
    const parts = use_url_contains ? listOf(row.url_contains ?? '') : [];
    const isThere = ['user-agent', 'accept'].includes(row.header_name.toLowerCase());
    return (
      row.status === 'on' &&
      row.apply_on !== 'res' &&
      (row.action === 'add' || (row.action === 'modify' && isThere)) &&
      row.header_name.toLowerCase() === name &&
      row.header_value === value &&
      (parts.length === 0 || parts.some((part) => url.includes(part)))
    );
  });
}

function listOf(joined: string): readonly string[] {
  return joined
    .split(';')
    .map((each) => each.trim())
    .filter((each) => each !== '');
}

function fits(pattern: string, { protocol, hostname, port, pathname, search }: URL): boolean {
  if (pattern === '*' || pattern === '<all_urls>') return true;
  const parts = /^(\*|https?):\/\/([^/]+)(\/.*)$/.exec(pattern);
  if (!parts) return false;
  const [, scheme = '', authority = '', path = ''] = parts;
  const [, host = '', wantedPort = ''] = /^(.*?)(?::(\d+))?$/.exec(authority) ?? [];
  const suffix = host.startsWith('*.') ? host.slice(1) : undefined;
  const isHost =
    host === '*' || hostname === host || (suffix !== undefined && `.${hostname}`.endsWith(suffix));
  const body = path.split('*').map((text) => text.replace(/[.+?^${}()|[\]\\/]/g, '\\$&'));
  return (
    (scheme === '*' || `${scheme}:` === protocol) &&
    isHost &&
    (wantedPort === '' || wantedPort === port) &&
    new RegExp(`^${body.join('.*')}$`, 's').test(pathname + search)
  );
}
