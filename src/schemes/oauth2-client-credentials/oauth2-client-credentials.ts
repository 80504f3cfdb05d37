/**
 * A token that a program is given for its own name and secret.
 *
 * Source: RFC 6749 §4.4.
 */
import * as oauth from 'oauth4webapi';
import type { AuthScheme, Grant } from '../auth-scheme';
import { fieldError } from '../field-error';
import { bearerToken } from '../oauth2/bearer-token';
import { CLIENT_AUTH_FIELD, inspectClient, parseClient } from '../oauth2/client';
import { parseEndpoint } from '../oauth2/endpoint';
import {
  accessParameters,
  parseRequestedAccess,
  type RequestedAccess,
} from '../oauth2/requested-access';
import { requestToken, type TokenClient } from '../oauth2/token-request';

interface ClientCredentials extends TokenClient, RequestedAccess {}

const grant: Grant<ClientCredentials> = {
  endpoints: ({ tokenUrl }) => [tokenUrl],

  obtain: (credential, context) =>
    requestToken(
      credential,
      {
        send: (server, client, authentication, options) =>
          oauth.clientCredentialsGrantRequest(
            server,
            client,
            authentication,
            { ...accessParameters(credential) },
            options,
          ),
      },
      context,
    ),
};

export const oauth2ClientCredentials: AuthScheme<ClientCredentials> = {
  id: 'oauth2-client-credentials',
  fields: [
    { name: 'tokenUrl', kind: 'endpoint' },
    { name: 'clientId', kind: 'text' },
    { name: 'clientSecret', kind: 'secret' },
    CLIENT_AUTH_FIELD,
    { name: 'scope', kind: 'text', isOptional: true },
    { name: 'audience', kind: 'text', isOptional: true },
    { name: 'resource', kind: 'text', isOptional: true },
    { name: 'parameters', kind: 'lines', isOptional: true },
  ],

  parse(fields) {
    const tokenUrl = parseEndpoint('tokenUrl', fields.tokenUrl ?? '');
    const client = parseClient(fields);
    if (client.clientSecret === undefined) throw fieldError('clientSecret', 'required');
    return { tokenUrl, ...client, ...parseRequestedAccess(fields) };
  },

  inspect: inspectClient,
  ...bearerToken,
  grant,
};
