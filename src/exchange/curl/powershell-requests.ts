/**
 * The requests that `Invoke-WebRequest` and `Invoke-RestMethod` of a PowerShell script state.
 *
 * Source: Microsoft, "Invoke-WebRequest", "Invoke-RestMethod", "about_Splatting".
 */
import type { Header } from '../../domain/header';
import { credentialKeysOfBody, isCredentialKey } from '../stated/credential-keys';
import { type StatedRemark, type StatedRequest, withoutUserInfo } from '../stated/stated-request';
import { type PowerShellScript, powershellScript, walkScript } from './powershell-script';
import { type PowerShellValue, readValue, skipBlanks } from './powershell-values';
import { takeMatch } from './script-cursor';
import { hasUnknown, unknownValue } from './unknown';

const COMMAND = /(?:Invoke-WebRequest|Invoke-RestMethod|iwr|irm)(?![\w-])/iy;

export function powershellRequests(text: string): readonly StatedRequest[] {
  const script = powershellScript(text);
  const requests: StatedRequest[] = [];
  walkScript(script, () => {
    if (takeMatch(script, COMMAND) === '') return false;
    requests.push(requestOf(readParameters(script), script.hasCookies));
    return true;
  });
  return requests;
}

const PARAMETERS = [
  ...['authentication', 'body', 'certificate', 'certificatethumbprint', 'connectiontimeoutseconds'],
  ...['contenttype', 'credential', 'custommethod', 'form', 'headers', 'httpversion', 'infile'],
  ...[
    'maximumfollowrellink',
    'maximumredirection',
    'maximumretrycount',
    'method',
    'operationtimeoutseconds',
  ],
  ...['outfile', 'proxy', 'proxycredential', 'responseheadersvariable', 'retryintervalsec'],
  ...['sessionvariable', 'sslprotocol', 'statuscodevariable', 'timeoutsec', 'token'],
  ...['transferencoding', 'unixsocket', 'uri', 'useragent', 'websession'],
];

type Parameters = ReadonlyMap<string, PowerShellValue>;

/** A parameter that is not in the list is a switch. */
function readParameters(script: PowerShellScript): Parameters {
  const given = new Map<string, PowerShellValue>();
  for (;;) {
    skipBlanks(script);
    if (script.at >= script.script.length || /[\n;|)}&]/.test(script.script[script.at] ?? '')) {
      return given;
    }
    const start = script.at;
    const [, typed] = /^-(\w+)/.exec(takeMatch(script, /-[A-Za-z]+:?/y)) ?? [];
    if (typed !== undefined) {
      const name = parameterOf(typed.toLowerCase());
      skipBlanks(script);
      given.set(name ?? typed.toLowerCase(), name === undefined ? '' : readArgument(script));
    } else if (script.script[script.at] === '@' && script.script[script.at + 1] !== '{') {
      const splatted = script.variables.get(takeMatch(script, /@\w+/y).slice(1).toLowerCase());
      if (splatted instanceof Map) {
        for (const [key, { value }] of splatted) given.set(parameterOf(key) ?? key, value);
      } else given.set('splatted', '');
    } else {
      const value = readArgument(script);
      if (!given.has('uri')) given.set('uri', value);
    }
    // A character that begins no argument.
    if (script.at === start) script.at += 1;
  }
}

/** PowerShell takes the beginning of a name, if no other begins like it. */
function parameterOf(typed: string): string | undefined {
  if (PARAMETERS.includes(typed)) return typed;
  const names = PARAMETERS.filter((name) => name.startsWith(typed));
  return names.length === 1 ? names[0] : undefined;
}

/** A word without quotes goes on to the next blank, with the variables in it. */
function readArgument(script: PowerShellScript): PowerShellValue {
  const first = script.script[script.at] ?? '';
  const value = /["'$@([]/.test(first) ? readValue(script, script.variables) : '';
  if (typeof value !== 'string' || /["']/.test(first)) return value;
  const rest = takeMatch(script, /[^\s;|(){}'"`,]+/y);
  if (first === '$' && rest.startsWith('.')) return unknownValue('expression');
  return value + rest.replace(/\$(?:\w+:)?(\w+)/g, (_, name: string) => textOf(script, name));
}

function textOf({ variables }: PowerShellScript, name: string): string {
  const value = variables.get(name.toLowerCase());
  return typeof value === 'string' ? value : unknownValue(name);
}

function requestOf(given: Parameters, hasCookies: boolean): StatedRequest {
  const uri = given.get('uri');
  // A socket is another server than the one that the address names.
  const url = typeof uri === 'string' && !given.has('unixsocket') ? uri : '';
  const method = given.get('custommethod') ?? given.get('method');
  const credential = given.get('credential');
  const isBasic = /^basic$/i.test(String(given.get('authentication') ?? ''));
  return {
    // .NET never sends the user name of an address; without a protocol it takes http.
    url: withoutUserInfo(
      /^[a-z][a-z0-9+.-]*:\/\//i.test(url) || url === '' ? url : `http://${url}`,
    ),
    ...(typeof method === 'string' && { method: method.toUpperCase() }),
    headers: [...headersOf(given.get('headers')), ...tokenOf(given)],
    ...(isBasic && { basic: { username: '', password: unknownValue('Credential') } }),
    remarks: [
      ...remarksOf(given),
      ...bodyRemarks(given.get('body')),
      ...(credential !== undefined && !isBasic ? [unsupported('-Credential')] : []),
      ...(url === withoutUserInfo(url) ? [] : [{ code: 'user-info', part: '-Uri' } as const]),
      ...(hasCookies && given.has('websession')
        ? [{ code: 'in-cookie', part: '-WebSession' } as const]
        : []),
    ],
  };
}

/** Chromium writes the pseudo headers of HTTP/2 without their colon. */
const PSEUDO = /^(?:authority|method|path|scheme)$/i;

function headersOf(headers: PowerShellValue | undefined): readonly Header[] {
  if (!(headers instanceof Map)) return [];
  return [...headers.values()].flatMap(({ key, value }) =>
    typeof value === 'string' && !PSEUDO.test(key) ? [{ name: key, value }] : [],
  );
}

function tokenOf(given: Parameters): readonly Header[] {
  const token = given.get('token');
  if (!/^(?:bearer|oauth)$/i.test(String(given.get('authentication') ?? ''))) return [];
  const value = typeof token === 'string' && !hasUnknown(token) ? token : unknownValue('Token');
  return [{ name: 'Authorization', value: `Bearer ${value}` }];
}

function remarksOf(given: Parameters): readonly StatedRemark[] {
  const headers = given.get('headers');
  const proxy = given.get('proxy');
  return [
    ...(given.has('splatted') || typeof headers === 'string'
      ? [{ code: 'variable-unresolved', part: '-Headers' } as const]
      : []),
    ...(typeof proxy === 'string' && proxy.includes('@')
      ? [{ code: 'user-info', part: '-Proxy' } as const]
      : []),
    ...['certificate', 'certificatethumbprint', 'proxycredential', 'usedefaultcredentials']
      .filter((name) => given.has(name))
      .map((name) => unsupported(`-${name}`)),
    ...(given.has('unixsocket') ? [{ code: 'filter-inexact', part: '-UnixSocket' } as const] : []),
  ];
}

function unsupported(part: string): StatedRemark {
  return { code: 'scheme-unsupported', part };
}

function bodyRemarks(body: PowerShellValue | undefined): readonly StatedRemark[] {
  const keys =
    typeof body === 'string'
      ? credentialKeysOfBody(body)
      : [...(body?.keys() ?? [])].filter(isCredentialKey);
  return keys.map((key) => ({ code: 'in-body', part: `-Body ${key}` }));
}
