/** The auth of a request in a .http file: its `Authorization` header, or an OAuth 2.0 configuration. */
import { textOrNull } from '../collection/rows';
import type { SourceAuth, SourceOAuth2, SourceParameter } from '../collection/source-auth';
import type { Tree, TreeMap } from '../text/tree';
import { asBoolean, asText, isMap } from '../text/tree';

/** Undefined: the header is sent as it stands. */
export function authOfHeader(value: string): SourceAuth | undefined {
  const text = value.trim();
  // Both editors encode a user name and a password in clear.
  if (/^basic\s/i.test(text))
    return { kind: 'basic-line', text: text.slice('basic'.length).trim() };
  const id = /^bearer\s+\{\{\s*\$auth\.token\(["']([^"']*)["']\)\s*\}\}$/i.exec(text)?.[1];
  return id === undefined ? undefined : { kind: 'of-environment', id };
}

const GRANTS: ReadonlyMap<string, SourceOAuth2['grant']> = new Map([
  ['client credentials', 'client-credentials'],
  ['authorization code', 'authorization-code'],
  ['device authorization', 'device-code'],
]);

/** An entry of `Security.Auth`. */
export function configuredAuth(configuration: TreeMap): SourceAuth {
  const text = (name: string) => textOrNull(configuration[name]) ?? '';
  if (!['', 'oauth2'].includes(text('Type').toLowerCase())) return { kind: 'unsupported' };
  if (asBoolean(configuration['Use ID Token'])) return { kind: 'unsupported' };
  const grant = GRANTS.get(text('Grant Type').toLowerCase()) ?? 'other';
  const sends = text('Client Credentials').toLowerCase();
  return {
    kind: 'oauth2',
    grant,
    tokenUrl: text('Token URL'),
    authorizationUrl: text('Auth URL'),
    deviceUrl: text('Device Auth URL'),
    clientId: text('Client ID'),
    clientSecret: sends === 'none' ? '' : text('Client Secret'),
    clientAuth: sends === 'in body' ? 'post' : 'basic',
    scope: text('Scope'),
    parameters: parametersOf(configuration['Custom Request Parameters'], grant),
  };
}

/** Name → a text, or a map that says in which request it is used: otherwise in all of them. */
function parametersOf(
  parameters: Tree | undefined,
  grant: SourceOAuth2['grant'],
): readonly SourceParameter[] {
  if (!isMap(parameters)) return [];
  const sentIn = grant === 'client-credentials' ? 'token-body' : 'authorization';
  return Object.entries(parameters).flatMap(([name, each]): readonly SourceParameter[] => {
    const { Value, Use } = isMap(each) ? each : { Value: each, Use: undefined };
    const value = textOrNull(Value);
    if (value === undefined) return [];
    const use = asText(Use)?.toLowerCase() ?? '';
    if (use.includes('auth')) return [{ name, value, sentIn: 'authorization' }];
    return [{ name, value, sentIn: use.includes('token') ? 'token-body' : sentIn }];
  });
}
