/**
 * The client and its authentication: with its secret in a header or in the body, or by its ID alone.
 *
 * Source: RFC 6749 §2.3.1, §3.2.1.
 */
import * as oauth from 'oauth4webapi';
import type { CredentialField, CredentialFields } from '../../domain/credential';
import type { Inspection } from '../auth-scheme';
import { fieldError } from '../field-error';

export interface Client {
  readonly clientId: string;
  /** Absent: a public client, which cannot keep a secret (RFC 6749 §2.1). */
  readonly clientSecret?: string;
  /** `basic` sends the secret in a Basic header, `post` in the body. */
  readonly clientAuth: ClientAuth;
}

const CLIENT_AUTHS = ['basic', 'post'] as const;
type ClientAuth = (typeof CLIENT_AUTHS)[number];

export const CLIENT_AUTH_FIELD = {
  name: 'clientAuth',
  kind: 'choice',
  options: CLIENT_AUTHS,
  initial: 'basic',
  isAdvanced: true,
} as const satisfies CredentialField;

/** @throws AppError `credential-invalid` naming the field. */
export function parseClient(fields: CredentialFields): Client {
  const { clientId = '', clientSecret = '', clientAuth } = fields;
  if (clientId.trim() === '') throw fieldError('clientId', 'required');
  return {
    clientId: clientId.trim(),
    ...(clientSecret !== '' && { clientSecret }),
    clientAuth: clientAuth === 'post' ? 'post' : 'basic',
  };
}

export function clientFieldsOf({
  clientId,
  clientSecret = '',
  clientAuth,
}: Client): CredentialFields {
  return { clientId, clientSecret, clientAuth };
}

export function inspectClient({ clientSecret = '' }: Client): Inspection {
  if (clientSecret === clientSecret.trim()) return {};
  return { doubts: [{ field: 'clientSecret', problem: 'space-around' }] };
}

export function authenticationOf({ clientSecret, clientAuth }: Client): oauth.ClientAuth {
  if (clientSecret === undefined) return oauth.None();
  return clientAuth === 'post' ? oauth.ClientSecretPost(clientSecret) : basic(clientSecret);
}

/** oauth4webapi would encode `-`, `_`, `.`, `~`, `*` and `!` too, and many servers decode nothing. */
function basic(clientSecret: string): oauth.ClientAuth {
  return (_, { client_id }, __, headers) => {
    const pair = btoa(`${formEncoded(client_id)}:${formEncoded(clientSecret)}`);
    headers.set('authorization', `Basic ${pair}`);
  };
}

/** RFC 6749 Appendix B: as forms encode, which leave letters, digits and `-._*` alone; `~` and `!` too. */
export function formEncoded(text: string): string {
  return encodeURIComponent(text)
    .replace(/['()]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');
}
