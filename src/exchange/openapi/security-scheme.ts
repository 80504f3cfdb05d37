/**
 * A security scheme of a description, as headers without a credential.
 *
 * Source: OpenAPI 3.1 §4.8.27 (Security Scheme Object); Swagger 2.0 (`securityDefinitions`).
 */
import type { Remark, RemarkCode } from '../../domain/imported';
import { withoutMetadataPart } from '../../domain/metadata-address';
import { foundHeaderOf } from '../draft/found-header';
import type { FoundHeader } from '../draft/to-imported';
import type { TreeMap } from '../text/tree';
import { asMap, asText } from '../text/tree';

/** One way to satisfy a scheme: OAuth has one for each flow. */
export interface Way {
  /** The name of the flow; '' for a scheme with one way. */
  readonly flow: string;
  readonly header: FoundHeader;
  readonly remarks: readonly Remark[];
}

export interface ReadScheme {
  readonly ways: readonly Way[];
  /** Reasons why the scheme, or one of its flows, has no way. */
  readonly remarks: readonly Remark[];
}

/**
 * @param scheme - Undefined: it is not there, or in another file.
 * @param scopes - Those that operations ask for.
 */
export function readScheme(
  name: string,
  scheme: TreeMap | undefined,
  scopes: ReadonlySet<string>,
): ReadScheme {
  if (!scheme) return without('scheme-unsupported', name);
  const scope = [...scopes].join(' ');
  switch (asText(scheme.type)?.toLowerCase()) {
    // Swagger 2.
    case 'basic':
      return oneWay(BASIC);
    case 'http':
      return ofHttp(name, asText(scheme.scheme)?.toLowerCase());
    case 'apikey':
      return ofApiKey(name, scheme);
    case 'oauth2':
      return ofFlows(name, flowsOf(scheme), scope);
    case 'openidconnect': {
      const issuer = withoutMetadataPart(asText(scheme.openIdConnectUrl) ?? '');
      const fields = { issuer, authorizationUrl: '', tokenUrl: '', ...CLIENT, scope };
      return oneWay({ schemeId: 'oauth2-authorization-code', fields });
    }
    default:
      return without('scheme-unsupported', name);
  }
}

const BASIC: FoundHeader = { schemeId: 'basic', fields: { username: '', password: '' } };
const BEARER: FoundHeader = { schemeId: 'bearer', fields: { token: '' } };
const TOKEN: FoundHeader = { schemeId: 'token', fields: { key: '' } };
const CLIENT = { clientId: '', clientSecret: '' };

function oneWay(header: FoundHeader): ReadScheme {
  return { ways: [{ flow: '', header, remarks: [] }], remarks: [] };
}

function without(code: RemarkCode, place: string): ReadScheme {
  return { ways: [], remarks: [{ code, place }] };
}

function ofHttp(name: string, scheme: string | undefined): ReadScheme {
  if (scheme === 'basic') return oneWay(BASIC);
  return scheme === 'bearer' ? oneWay(BEARER) : without('scheme-unsupported', name);
}

function ofApiKey(name: string, scheme: TreeMap): ReadScheme {
  const location = asText(scheme.in)?.toLowerCase();
  if (location === 'query') return without('in-query', name);
  if (location === 'cookie') return without('in-cookie', name);
  const headerName = asText(scheme.name)?.trim() ?? '';
  if (location !== 'header' || headerName === '') return without('scheme-unsupported', name);
  if (headerName.toLowerCase() === 'authorization') {
    return oneWay(wordIn(`${name} ${asText(scheme.description) ?? ''}`) ?? keyIn(headerName));
  }
  const { header, remarks } = foundHeaderOf(headerName, '', name);
  return header ? oneWay(keyIn(headerName)) : { ways: [], remarks };
}

function keyIn(headerName: string): FoundHeader {
  return { schemeId: 'api-key', fields: { headerName, key: '' } };
}

/** Many descriptions call a bearer token an API key, and say the word before it in prose. */
function wordIn(text: string): FoundHeader | undefined {
  if (/\bbearer\b/i.test(text)) return BEARER;
  if (/\bbasic\b/i.test(text)) return BASIC;
  return /\btoken [<{[]/i.test(text) ? TOKEN : undefined;
}

/** Swagger 2 has one flow, flat and with names of its own. */
function flowsOf(scheme: TreeMap): readonly (readonly [string, TreeMap])[] {
  const flow = asText(scheme.flow);
  if (flow === undefined) {
    return Object.entries(asMap(scheme.flows)).map(([name, tree]) => [name, asMap(tree)] as const);
  }
  const today = { application: 'clientCredentials', accessCode: 'authorizationCode' };
  return [[flow === 'application' || flow === 'accessCode' ? today[flow] : flow, scheme]];
}

function ofFlows(
  name: string,
  flows: readonly (readonly [string, TreeMap])[],
  scope: string,
): ReadScheme {
  const read = flows
    .filter(([flow]) => !flow.startsWith('x-'))
    .map(([flow, tree]): ReadScheme => {
      const place = `${name} › ${flow}`;
      const urls = new Map(ADDRESSES.map((key) => [key, addressOf(tree, key)]));
      const url = (key: (typeof ADDRESSES)[number]) => urls.get(key)?.url ?? '';
      const remarks = [...urls.values()].flatMap(({ isUnresolved }): Remark[] =>
        isUnresolved ? [{ code: 'variable-unresolved', place }] : [],
      );
      const fields = { tokenUrl: url('tokenUrl'), ...CLIENT, scope };
      const way = (schemeId: string, more: Readonly<Record<string, string>> = {}): ReadScheme => {
        const header = { schemeId, fields: { ...fields, ...more } };
        return { ways: [{ flow, header, remarks: remarks.slice(0, 1) }], remarks: [] };
      };
      switch (flow) {
        case 'clientCredentials':
          return way('oauth2-client-credentials');
        case 'authorizationCode':
          return way('oauth2-authorization-code', { authorizationUrl: url('authorizationUrl') });
        case 'deviceAuthorization':
          return way('oauth2-device-code', { deviceUrl: url('deviceAuthorizationUrl') });
        default:
          return without('scheme-unsupported', place);
      }
    });
  return {
    ways: read.flatMap(({ ways }) => ways),
    remarks: read.flatMap(({ remarks }) => remarks),
  };
}

const ADDRESSES = ['tokenUrl', 'authorizationUrl', 'deviceAuthorizationUrl'] as const;

/** Relative addresses and those with a placeholder are left empty. */
function addressOf(
  flow: TreeMap,
  key: string,
): { readonly url: string; readonly isUnresolved: boolean } {
  const address = asText(flow[key])?.trim() ?? '';
  const isUnresolved = /[{}<>]/.test(address);
  const isAbsolute = /^https?:\/\//i.test(address);
  return { url: isAbsolute && !isUnresolved ? address : '', isUnresolved };
}
