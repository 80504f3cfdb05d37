/**
 * The requests that one curl command states, and what of it no profile can hold.
 *
 * Source: curl's manual.
 */
import type { Header } from '../../domain/header';
import { IMPORT_ENTRIES_AT_MOST } from '../../domain/imported';
import { importRefused } from '../import-refused';
import { credentialKeysOfBody } from '../stated/credential-keys';
import {
  type StatedRemark,
  type StatedRequest,
  type UserAndPassword,
  withoutUserInfo,
} from '../stated/stated-request';
import { type CurlArgument, curlArguments } from './curl-arguments';
import { hasUnknown } from './unknown';
import { expandGlobs } from './url-globs';

/** Each address of a command carries all its headers. More are made to multiply. */
export const PARTS_AT_MOST = 50 * IMPORT_ENTRIES_AT_MOST;

/**
 * @param args - Without `curl` itself.
 * @throws AppError `import-refused` with `import-too-many`.
 */
export function curlRequests(args: readonly string[]): readonly StatedRequest[] {
  const requests: CurlArgument[][] = [[]];
  for (const argument of curlArguments(args)) {
    if (argument.option === 'next') requests.push([]);
    else requests.at(-1)?.push(argument);
  }
  return boundedFlat(requests.filter((one) => one.length > 0).map((one) => () => requestsOf(one)));
}

/** @throws AppError `import-refused` with `import-too-many`, before more are made than may be. */
export function boundedFlat<T>(makes: readonly (() => readonly T[])[]): readonly T[] {
  const all: T[] = [];
  for (const make of makes) {
    all.push(...make());
    if (all.length > IMPORT_ENTRIES_AT_MOST) throw importRefused('import-too-many');
  }
  return all;
}

function requestsOf(given: readonly CurlArgument[]): readonly StatedRequest[] {
  const last = (option: string) => given.findLast((each) => each.option === option)?.value;
  const isOn = (option: string) => given.findLast((each) => each.option === option)?.isOn ?? false;
  const headers = headersOf(given);
  const isAuthorized = given.some(
    ({ option, value }) => option === 'header' && /^\s*authorization\s*[:;]/i.test(value),
  );
  const isUnsupported = UNSUPPORTED.some(isOn);
  const bearer = last('oauth2-bearer');
  const user = last('user');
  const isHeaderOfUser = !isAuthorized && !isUnsupported;
  const stated = {
    method: last('request') ?? (isOn('head') ? 'HEAD' : isOn('get') ? 'GET' : undefined),
    headers:
      isHeaderOfUser && bearer !== undefined
        ? [...headers, { name: 'Authorization', value: `Bearer ${bearer}` }]
        : headers,
    basic: isHeaderOfUser && bearer === undefined && user !== undefined ? pairOf(user) : undefined,
  };
  const remarks = distinct([...given.flatMap(remarksOf), ...bodyRemarks(given, isOn('get'))]);
  // Only the address itself may hold a credential then, and it is not sent.
  const isBare = isAuthorized || isUnsupported || user !== undefined || bearer !== undefined;
  const { method, basic } = stated;
  const isElsewhere = given.some(({ option }) => OTHER_SERVER.includes(option));
  const protocol = last('proto-default');
  const addresses = addressesOf(given, isOn('globoff'));
  if (addresses.length * (stated.headers.length + remarks.length) > PARTS_AT_MOST)
    throw importRefused('import-too-many');
  return addresses.map(({ url, doubts }) => ({
    url: isElsewhere ? '' : withProtocol(isBare ? withoutUserInfo(url) : url, protocol),
    ...(method !== undefined && { method }),
    headers: stated.headers,
    ...(basic && { basic }),
    remarks: doubts.length === 0 ? remarks : [...remarks, ...doubts],
  }));
}

const UNSUPPORTED = ['anyauth', 'aws-sigv4', 'digest', 'negotiate', 'ntlm', 'ntlm-wb'];

function headersOf(given: readonly CurlArgument[]): readonly Header[] {
  const lines = given.filter(({ option, value }) => option === 'header' && !value.startsWith('@'));
  return lines.flatMap(({ value: line }) => {
    // `Name;` sends an empty header, `Name:` none at all.
    const [, name, value = ''] = /^([^:;]+):([\s\S]*)$/.exec(line) ?? [];
    return name === undefined || value.trim() === ''
      ? []
      : [{ name: name.trim(), value: value.trim() }];
  });
}

function pairOf(user: string): UserAndPassword {
  const colon = user.indexOf(':');
  // The whole pair may be in an unknown value.
  if (colon === -1) return hasUnknown(user) ? { username: '', password: user } : { username: user };
  return { username: user.slice(0, colon), password: user.slice(colon + 1) };
}

function remarksOf({ option, value, isOn }: CurlArgument): readonly StatedRemark[] {
  const part = `--${option}`;
  const isOther = OTHER_SERVER.includes(option);
  const code = isOther ? 'filter-inexact' : isOn ? REMARK_OF_OPTION.get(option) : undefined;
  if (code) return [{ code, part }];
  if (option === 'header' && value.startsWith('@')) return [{ code: 'variable-unresolved', part }];
  // Without `=` it is the name of a file.
  if (option === 'cookie' && value.includes('=')) return [{ code: 'in-cookie', part }];
  if (PROXIES.test(option) && value.includes('@')) return [{ code: 'user-info', part }];
  return [];
}

function distinct(remarks: readonly StatedRemark[]): readonly StatedRemark[] {
  return [...new Map(remarks.map((remark) => [`${remark.code} ${remark.part}`, remark])).values()];
}

const PROXIES = /^(?:preproxy|proxy|proxy1\.0|socks[45]a?|socks5-hostname)$/;

const REMARK_OF_OPTION: ReadonlyMap<string, StatedRemark['code']> = new Map(
  Object.entries({
    anyauth: 'scheme-unsupported',
    'aws-sigv4': 'scheme-unsupported',
    cert: 'scheme-unsupported',
    digest: 'scheme-unsupported',
    negotiate: 'scheme-unsupported',
    ntlm: 'scheme-unsupported',
    'ntlm-wb': 'scheme-unsupported',
    'proxy-header': 'scheme-unsupported',
    'proxy-user': 'scheme-unsupported',
    config: 'variable-unresolved',
    netrc: 'credential-missing',
    'netrc-file': 'credential-missing',
    'netrc-optional': 'credential-missing',
  } as const),
);

/** They send the request to another server than the one that the address names. */
const OTHER_SERVER = ['abstract-unix-socket', 'connect-to', 'resolve', 'unix-socket'];

function bodyRemarks(given: readonly CurlArgument[], isQuery: boolean): readonly StatedRemark[] {
  return given.flatMap(({ option, value }) => {
    if (!BODIES.test(option) || value.startsWith('@')) return [];
    const code = isQuery || option === 'url-query' ? 'in-query' : 'in-body';
    return credentialKeysOfBody(value).map(
      (key) => ({ code, part: `--${option} ${key}` }) as const,
    );
  });
}

const BODIES = /^(?:data(?:-ascii|-binary|-raw|-urlencode)?|form|form-string|json|url-query)$/;

interface Address {
  readonly url: string;
  readonly doubts: readonly StatedRemark[];
}

function addressesOf(given: readonly CurlArgument[], isExact: boolean): readonly Address[] {
  const urls = given.filter(({ option }) => option === 'url');
  if (urls.length === 0) return [{ url: '', doubts: [] }];
  const addresses: Address[] = [];
  for (const { value, isDoubtful } of urls) {
    const expanded = isExact ? [value] : expandGlobs(value);
    if (expanded && !isDoubtful) addresses.push(...expanded.map((url) => ({ url, doubts: [] })));
    else addresses.push({ url: '', doubts: [{ code: 'filter-inexact', part: '--url' }] });
    if (addresses.length > IMPORT_ENTRIES_AT_MOST) throw importRefused('import-too-many');
  }
  return addresses;
}

/** curl's own default is http; a host that names another protocol is asked by that one. */
function withProtocol(url: string, given: string | undefined): string {
  if (url === '' || /^[a-z][a-z0-9+.-]*:\/\//i.test(url)) return url;
  const [, guessed] = /^(dict|ftp|imap|ldap|pop3|smtp)\./i.exec(url) ?? [];
  return `${given ?? guessed ?? 'http'}://${url.replace(/^\/\//, '')}`;
}
