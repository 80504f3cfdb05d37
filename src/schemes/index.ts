/** The auth schemes, in the order a picker shows them. Adding one is a folder and a line here. */
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
import { oauth2AuthorizationCode } from './oauth2-authorization-code/oauth2-authorization-code';
import { oauth2ClientCredentials } from './oauth2-client-credentials/oauth2-client-credentials';
import { oauth2DeviceCode } from './oauth2-device-code/oauth2-device-code';
import { token } from './token/token';

export const schemes: readonly AuthScheme[] = [
  basic,
  bearer,
  jwtSigned,
  token,
  apiKey,
  customHeader,
  oauth2ClientCredentials,
  oauth2AuthorizationCode,
  oauth2DeviceCode,
  gluwaEthereum,
  gluwaBitcoin,
];

/**
 * @param id - A scheme id; unknown ones reach this from a draft or a newer vault.
 * @throws {@link AppError} `credential-invalid`, field `schemeId`, if there is none of that id.
 */
export function findScheme(id: SchemeId | (string & {})): AuthScheme {
  const scheme = schemes.find((candidate) => candidate.id === id);
  if (!scheme) {
    throw new AppError('credential-invalid', 'unknown scheme', {
      field: 'schemeId',
      problem: 'scheme-unknown',
    });
  }
  return scheme;
}
