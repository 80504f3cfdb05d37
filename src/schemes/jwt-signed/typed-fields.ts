/** A stored credential as the fields that the user typed, with the key in a form that `readKey` takes. */
import type { CredentialFields } from '../../domain/credential';
import type { JwtSignedCredential } from './credential';
import { secretText } from './secret';

export function typedFieldsOf(credential: JwtSignedCredential): CredentialFields {
  const { reading, header, claims, lifetime, headerName, prefix } = credential;
  const { iss, sub, ...others } = claims;
  const { aud, ...withoutAudience } = others;
  const { account, kid, encoding } = reading;
  // A list of audiences has no field of its own: it stays among the claims.
  const rest = typeof aud === 'string' ? withoutAudience : others;
  return {
    algorithm: header.alg,
    key: keyText(credential),
    ...(encoding !== undefined && { secretEncoding: encoding }),
    // A value that came with the key stays out of its field, so that the next key brings its own.
    kid: header.kid === kid ? '' : (header.kid ?? ''),
    issuer: iss === account ? '' : textOf(iss),
    subject: sub === account ? '' : textOf(sub),
    audience: textOf(aud),
    claims: Object.keys(rest).length === 0 ? '' : JSON.stringify(rest, null, 2),
    lifetime: String(lifetime),
    headerName,
    prefix,
  };
}

/** The key, with what the pasted file said about it. */
function keyText({ key, reading }: JwtSignedCredential): string {
  const { isVerbatim, kid, account } = reading;
  if ('jwk' in key) {
    if (isVerbatim) return secretText(key.jwk);
    return JSON.stringify({ ...key.jwk, ...(kid !== undefined && { kid }) });
  }
  if (kid === undefined && account === undefined) return key.pkcs8;
  return JSON.stringify({
    type: 'service_account',
    private_key: key.pkcs8,
    ...(kid !== undefined && { private_key_id: kid }),
    ...(account !== undefined && { client_email: account }),
  });
}

function textOf(claim: unknown): string {
  return typeof claim === 'string' ? claim : '';
}
