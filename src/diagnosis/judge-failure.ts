/**
 * Why nothing was answered, in the browser's own words.
 *
 * Source: net/base/net_error_list.h of Chromium; xpcom/base/ErrorList.py, security/nss and
 * security/manager (`SEC_ERROR_…`, `SSL_ERROR_…`, `MOZILLA_PKIX_ERROR_…`) of Firefox.
 */
import type { SeenRequest } from '../domain/seen-request';
import type { Verdict } from '../domain/verdict';

/** The page has gone, or wanted it no more. */
const GIVEN_UP =
  /^(?:net::ERR_ABORTED|NS_BINDING_(?:ABORTED|REDIRECTED|RETARGETED)|NS_ERROR_ABORT)$/;
const CERTIFICATE =
  /^(?:net::ERR_(?:CERT_|CERTIFICATE_|SSL_|BAD_SSL_)|SEC_ERROR_|SSL_ERROR_|MOZILLA_PKIX_ERROR_)/;
const UNREACHABLE =
  /^(?:net::ERR_(?:NAME_|ADDRESS_|CONNECTION_(?:REFUSED|TIMED_OUT|FAILED)|TIMED_OUT|DNS_|ICANN_)|NS_ERROR_(?:CONNECTION_REFUSED|UNKNOWN_HOST|NET_TIMEOUT))/;
/** Of an answer without the headers that would let another origin read it, or of its preflight. */
const NOT_READABLE = /^(?:net::ERR_FAILED|NS_ERROR_DOM_BAD_URI)$/;
/** A name, not a sentence. */
const CODE = /^[\w:]+$/;
const LENGTH_AT_MOST = 120;

type AskedFor = Pick<SeenRequest, 'url' | 'type' | 'initiator'>;

/** @returns nothing where nobody waits for the answer any more. */
export function judgeFailure(said: string, request: AskedFor): Verdict | undefined {
  const error = said.slice(0, LENGTH_AT_MOST);
  if (GIVEN_UP.test(error)) return undefined;
  const { initiator } = request;
  if (initiator !== undefined && NOT_READABLE.test(error) && isAcross(initiator, request)) {
    return { cause: 'not-readable', initiator };
  }
  if (CERTIFICATE.test(error)) return { cause: 'certificate', error };
  if (UNREACHABLE.test(error)) return { cause: 'unreachable', error };
  // Firefox tells in a sentence, of its user's language, why it does not trust a connection.
  return { cause: CODE.test(error) ? 'network' : 'certificate', error };
}

/** Pages that lead elsewhere, or frame it, read nothing. */
function isAcross(initiator: string, { url, type }: AskedFor): boolean {
  return !type.endsWith('_frame') && URL.canParse(url) && new URL(url).origin !== initiator;
}
