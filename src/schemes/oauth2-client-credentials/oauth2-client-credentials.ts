/**
 * A token for a program that has a client ID and a secret of its own.
 *
 * Source: RFC 6749 §4.4.
 */
import * as oauth from 'oauth4webapi';
import type { AuthScheme, Grant } from '../auth-scheme';
import { fieldError } from '../field-error';
import { bearerToken } from '../oauth2/bearer-token';
import { CLIENT_AUTH_FIELD, clientFieldsOf, inspectClient, parseClient } from '../oauth2/client';
import { parseKnownEndpoint } from '../oauth2/endpoint';
import { parseIssuer } from '../oauth2/issuer';
import {
  accessFieldsOf,
  accessParameters,
  parseRequestedAccess,
  type RequestedAccess,
} from '../oauth2/requested-access';
import { ISSUER_FIELD } from '../oauth2/sign-in-credential';
import { requestToken, type TokenClient } from '../oauth2/token-request';

interface ClientCredentials extends TokenClient, RequestedAccess {
  /** The source of the token URL. A grant does not ask it. */
  readonly issuer?: string;
}

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
  keepsMoreThanItSends: true,
  fields: [
    ISSUER_FIELD,
    { name: 'tokenUrl', kind: 'endpoint' },
    { name: 'clientId', kind: 'text' },
    { name: 'clientSecret', kind: 'secret', showsTail: true },
    { name: 'scope', kind: 'text', isOptional: true },
    CLIENT_AUTH_FIELD,
    { name: 'audience', kind: 'text', isOptional: true, isAdvanced: true },
    { name: 'resource', kind: 'text', isOptional: true, isAdvanced: true },
    { name: 'parameters', kind: 'lines', isOptional: true, isAdvanced: true },
  ],

  parse(fields) {
    const issuer = parseIssuer(fields);
    const tokenUrl = parseKnownEndpoint('tokenUrl', fields);
    const client = parseClient(fields);
    if (client.clientSecret === undefined) throw fieldError('clientSecret', 'required');
    return { ...issuer, tokenUrl, ...client, ...parseRequestedAccess(fields) };
  },

  fieldsOf: (credential) => ({
    issuer: credential.issuer ?? '',
    tokenUrl: credential.tokenUrl,
    ...clientFieldsOf(credential),
    ...accessFieldsOf(credential),
  }),

  inspect: inspectClient,
  ...bearerToken,
  grant,
};
