/**
 * Reads the file that Google gives out for a service account: the key, and claims for its JWTs.
 *
 * Source: Google, "Using OAuth 2.0 for Server to Server Applications", "Service account
 * authorization without OAuth": `kid` is the private key's ID, `iss` and `sub` the account's e-mail.
 */
import { fieldError } from '../field-error';
import type { KeyReading } from './key-reading';
import { isPem, readPem } from './pem';

type Json = Readonly<Record<string, unknown>>;

export function isServiceAccount(json: Json): boolean {
  return json.type === 'service_account';
}

/** @throws AppError `credential-invalid`, field `key`. */
export function readServiceAccount(json: Json): KeyReading {
  const { private_key: pem, private_key_id: kid, client_email: account } = json;
  if (typeof pem !== 'string' || !isPem(pem)) throw fieldError('key', 'key-missing');
  return {
    ...readPem(pem),
    ...(typeof kid === 'string' && { kid }),
    ...(typeof account === 'string' && { account }),
  };
}
