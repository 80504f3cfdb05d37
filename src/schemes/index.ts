/**
 * The auth schemes, in the order in which the editor offers them. A new scheme needs a folder, a line
 * here, and its id in `domain/credential.ts`, its texts and a test: see docs/architecture.md.
 */
import type { SchemeId } from '../domain/credential';
import { AppError } from '../domain/errors';
import { apiKey } from './api-key/api-key';
import type { AuthScheme } from './auth-scheme';
import { basic } from './basic/basic';
import { bearer } from './bearer/bearer';
import { customHeader } from './custom-header/custom-header';
import { gluwaBitcoin } from './gluwa-bitcoin/gluwa-bitcoin';
import { gluwaEthereum } from './gluwa-ethereum/gluwa-ethereum';
import { jwtSigned } from './jwt-signed/jwt-signed';
import { loginToken } from './login-token/login-token';
import { oauth2AuthorizationCode } from './oauth2-authorization-code/oauth2-authorization-code';
import { oauth2ClientCredentials } from './oauth2-client-credentials/oauth2-client-credentials';
import { oauth2DeviceCode } from './oauth2-device-code/oauth2-device-code';
import { signatureOverTime } from './signature-over-time/signature-over-time';
import { token } from './token/token';
import { totp } from './totp/totp';

export const schemes: readonly AuthScheme[] = [
  basic,
  bearer,
  jwtSigned,
  token,
  apiKey,
  customHeader,
  loginToken,
  oauth2ClientCredentials,
  oauth2AuthorizationCode,
  oauth2DeviceCode,
  signatureOverTime,
  totp,
  gluwaEthereum,
  gluwaBitcoin,
];

/**
 * For use with a scheme that must exist.
 *
 * @param id - An unknown id comes from a draft, or from the vault of a newer version.
 * @throws {@link AppError} `credential-invalid`, field `schemeId`, if no scheme has this id.
 */
export function findScheme(id: SchemeId | (string & {})): AuthScheme {
  const scheme = knownScheme(id);
  if (!scheme) {
    throw new AppError('credential-invalid', 'unknown scheme', {
      field: 'schemeId',
      problem: 'scheme-unknown',
    });
  }
  return scheme;
}

/** For a vault that a newer version may have written. Undefined: this version has no such scheme. */
export function knownScheme(id: SchemeId | (string & {})): AuthScheme | undefined {
  return schemes.find((scheme) => scheme.id === id);
}
