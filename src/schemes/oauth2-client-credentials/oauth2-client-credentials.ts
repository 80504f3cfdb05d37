/**
 * `Authorization: Bearer`, with a token that a program is given for its own name and secret.
 *
 * Source: RFC 6749 §4.4, §2.3.1; RFC 8707 (resource). `audience` is what some servers ask instead.
 */
import * as oauth from 'oauth4webapi';
import { AppError } from '../../domain/errors';
import type { AuthScheme, Grant } from '../auth-scheme';
import { fieldError } from '../field-error';
import { parseEndpoint } from '../oauth2/endpoint';
import { type ExtraParameters, parseExtraParameters } from '../oauth2/extra-parameters';
import { requestToken } from '../oauth2/token-request';

interface ClientCredentials {
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** How the secret is sent: as a Basic header, or in the body. */
  readonly clientAuth: ClientAuth;
  readonly scope?: string;
  readonly audience?: string;
  readonly resource?: string;
  readonly parameters: ExtraParameters;
}

const CLIENT_AUTHS = ['basic', 'post'] as const;
type ClientAuth = (typeof CLIENT_AUTHS)[number];

const grant: Grant<ClientCredentials> = {
  endpoints: ({ tokenUrl }) => [tokenUrl],

  obtain(credential, context) {
    const { tokenUrl, clientId, clientSecret, clientAuth } = credential;
    const server = { issuer: new URL(tokenUrl).origin, token_endpoint: tokenUrl };
    const client = { client_id: clientId };
    const { ClientSecretBasic, ClientSecretPost } = oauth;
    const asClient = (clientAuth === 'post' ? ClientSecretPost : ClientSecretBasic)(clientSecret);
    return requestToken(
      {
        tokenUrl,
        send: (options) =>
          oauth.clientCredentialsGrantRequest(
            server,
            client,
            asClient,
            parametersOf(credential),
            options,
          ),
        read: (response) => oauth.processClientCredentialsResponse(server, client, response),
      },
      context,
    );
  },
};

export const oauth2ClientCredentials: AuthScheme<ClientCredentials> = {
  id: 'oauth2-client-credentials',
  fields: [
    { name: 'tokenUrl', kind: 'endpoint' },
    { name: 'clientId', kind: 'text' },
    { name: 'clientSecret', kind: 'secret' },
    { name: 'clientAuth', kind: 'choice', options: CLIENT_AUTHS, initial: 'basic' },
    { name: 'scope', kind: 'text', isOptional: true },
    { name: 'audience', kind: 'text', isOptional: true },
    { name: 'resource', kind: 'text', isOptional: true },
    { name: 'parameters', kind: 'lines', isOptional: true },
  ],

  headerName: () => 'Authorization',

  parse({ tokenUrl = '', clientId = '', clientSecret = '', clientAuth = 'basic', ...rest }) {
    const { scope = '', audience = '', resource = '', parameters = '' } = rest;
    const endpoint = parseEndpoint('tokenUrl', tokenUrl);
    if (clientId.trim() === '') throw fieldError('clientId', 'required');
    if (clientSecret === '') throw fieldError('clientSecret', 'required');
    return {
      tokenUrl: endpoint,
      clientId: clientId.trim(),
      clientSecret,
      clientAuth: clientAuth === 'post' ? 'post' : 'basic',
      ...said('scope', scope),
      ...said('audience', audience),
      ...said('resource', resource),
      parameters: parseExtraParameters('parameters', parameters),
    };
  },

  inspect({ clientSecret = '' }) {
    if (clientSecret === clientSecret.trim()) return {};
    return { doubts: [{ field: 'clientSecret', problem: 'space-around' }] };
  },

  async issue(_, { token }) {
    if (!token) throw new AppError('token-pending', 'no token yet');
    const { value, expiresAt } = token;
    return {
      header: { name: 'Authorization', value: `Bearer ${value}` },
      ...(expiresAt !== undefined && { expiresAt }),
    };
  },

  grant,
};

function parametersOf({ scope, audience, resource, parameters }: ClientCredentials) {
  return {
    ...parameters,
    ...said('scope', scope),
    ...said('audience', audience),
    ...said('resource', resource),
  };
}

/** Left out where there is nothing to say. */
function said<K extends string>(name: K, value = ''): { readonly [name in K]?: string } {
  const text = value.trim();
  // Cast: a computed name loses its type.
  return (text === '' ? {} : { [name]: text }) as { readonly [name in K]?: string };
}
