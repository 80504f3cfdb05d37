/**
 * Judges a request without an answer, by the browser's error code.
 *
 * Source: net/base/net_error_list.h of Chromium; xpcom/base/ErrorList.py, security/nss and
 * security/manager (`SEC_ERROR_…`, `SSL_ERROR_…`, `MOZILLA_PKIX_ERROR_…`) of Firefox.
 */
import type { SeenRequest } from '../domain/seen-request';
import type { Verdict } from '../domain/verdict';

/** The page was closed, or cancelled the request. */
const GIVEN_UP =
  /^(?:net::ERR_ABORTED|NS_BINDING_(?:ABORTED|REDIRECTED|RETARGETED)|NS_ERROR_ABORT)$/;
const CERTIFICATE =
  /^(?:net::ERR_(?:CERT_|CERTIFICATE_|SSL_|BAD_SSL_)|SEC_ERROR_|SSL_ERROR_|MOZILLA_PKIX_ERROR_)/;
const UNREACHABLE =
  /^(?:net::ERR_(?:NAME_|ADDRESS_|CONNECTION_(?:REFUSED|TIMED_OUT|FAILED)|TIMED_OUT|DNS_|ICANN_)|NS_ERROR_(?:CONNECTION_REFUSED|UNKNOWN_HOST|NET_TIMEOUT))/;
/** CORS: the answer, or the one to its preflight, does not let another origin read it. */
const NOT_READABLE = /^(?:net::ERR_FAILED|NS_ERROR_DOM_BAD_URI)$/;
/** Matches a code, and no sentence. */
const CODE = /^[\w:]+$/;
const LENGTH_AT_MOST = 120;

type AskedFor = Pick<SeenRequest, 'url' | 'type' | 'initiator'>;

/** @returns undefined if the page no longer waits for the answer. */
export function judgeFailure(said: string, request: AskedFor): Verdict | undefined {
  const error = said.slice(0, LENGTH_AT_MOST);
  if (GIVEN_UP.test(error)) return undefined;
  const { initiator } = request;
  if (initiator !== undefined && NOT_READABLE.test(error) && isAcross(initiator, request)) {
    return { cause: 'not-readable', initiator };
  }
  if (CERTIFICATE.test(error)) return { cause: 'certificate', error };
  if (UNREACHABLE.test(error)) return { cause: 'unreachable', error };
  // For an untrusted connection Firefox has a sentence in the user's language, and no code.
  return { cause: CODE.test(error) ? 'network' : 'certificate', error };
}

/** Whether a script of another origin reads the answer; links and iframes read nothing. */
function isAcross(initiator: string, { url, type }: AskedFor): boolean {
  return !type.endsWith('_frame') && URL.canParse(url) && new URL(url).origin !== initiator;
}
