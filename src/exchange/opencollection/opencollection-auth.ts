/** The auth of an OpenCollection request, folder or collection: one map with its `type`, or `inherit`. */
import { authOfFolder, authOfMode, parameterOf } from '../bruno/bruno-auth';
import { rowsOf } from '../collection/rows';
import type { SourceAuth, SourceParameter } from '../collection/source-auth';
import type { Tree, TreeMap } from '../text/tree';
import { asMap, asText } from '../text/tree';

/** @returns undefined to inherit. A request without an auth sends none. */
export function authOfRequest(tree: Tree | undefined): SourceAuth | undefined {
  if (asText(tree) === 'inherit') return undefined;
  const auth = asMap(tree);
  return authOfMode(asText(auth.type) ?? 'none', fieldIn(auth), parametersOf(auth));
}

export function authOfParent(tree: Tree | undefined): SourceAuth | undefined {
  return authOfFolder(authOfRequest(tree));
}

/** The fields under the names of Bruno's JSON export. */
function fieldIn(auth: TreeMap): (name: string) => string {
  const credentials = asMap(auth.credentials);
  const { placement, source } = asMap(auth.tokenConfig);
  const isOAuth = asText(auth.type) === 'oauth2';
  const others: TreeMap = isOAuth
    ? {
        grantType: auth.flow,
        clientId: credentials.clientId,
        clientSecret: credentials.clientSecret,
        credentialsPlacement: credentials.placement,
        tokenPlacement: 'query' in asMap(placement) ? 'query' : 'header',
        tokenHeaderPrefix: asMap(placement).header,
        tokenSource: source,
      }
    : { placement: asText(auth.placement) === 'query' ? 'queryparams' : 'header' };
  const fields = { ...auth, ...others };
  return (name) => asText(fields[name]) ?? '';
}

const REQUESTS = [
  ['authorizationRequest', 'authorization'],
  ['accessTokenRequest', 'token'],
  ['refreshTokenRequest', 'refresh'],
] as const;
const PLACES: ReadonlyMap<string, string> = new Map([
  ['header', 'headers'],
  ['query', 'queryparams'],
]);

function parametersOf({ additionalParameters }: TreeMap): readonly SourceParameter[] {
  const parameters = asMap(additionalParameters);
  return REQUESTS.flatMap(([key, request]) =>
    rowsOf(parameters[key]).map(({ name, value = '', row }) => {
      const sentIn = asText(row.placement) ?? '';
      return parameterOf(request, PLACES.get(sentIn) ?? sentIn, name, value);
    }),
  );
}
