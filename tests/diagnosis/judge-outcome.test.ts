/** Verdicts without an answer of the server. `answers.test.ts` has the answers. */
import { describe, expect, it } from 'vitest';
import { judgeOutcome } from '../../src/diagnosis/judge-outcome';
import type { SentHeader } from '../../src/diagnosis/sent-header';
import type { Outcome, SeenRequest } from '../../src/domain/seen-request';

const NOW = Date.parse('2026-03-01T12:00:00Z');
const BEARER: SentHeader = { name: 'Authorization', word: 'Bearer', signs: false };

function judge(
  outcome: Outcome,
  sent: readonly SentHeader[] = [BEARER],
  url = 'https://api.test/v1',
) {
  const request: SeenRequest = { at: NOW, url, method: 'GET', type: 'xmlhttprequest', tabId: 1 };
  return judgeOutcome(request, outcome, sent, NOW);
}

function answered(from: 'server' | 'cache' | 'service-worker', status = 401): Outcome {
  return { kind: 'answered', status, headers: [], from };
}

describe('the sent header', () => {
  const asSent = (asSent: 'ours' | 'another' | 'absent') => [
    { name: 'X-API-Key', signs: false, asSent: 'ours' as const },
    { ...BEARER, asSent },
  ];

  it.each(['another', 'absent'] as const)('is told first if it was %s', (word) => {
    const verdict = { cause: 'overridden', headerName: 'Authorization' };

    expect(judge(answered('server', 200), asSent(word))).toEqual(verdict);
    expect(judge({ kind: 'failed', error: 'net::ERR_FAILED' }, asSent(word))).toEqual(verdict);
  });

  it('is no reason where it was ours', () => {
    expect(judge(answered('server'), asSent('ours'))).toEqual({ cause: 'credentials-refused' });
  });
});

describe('an answer that no server gave', () => {
  it.each(['cache', 'service-worker'] as const)('is told to be from the %s', (from) => {
    expect(judge(answered(from))).toEqual({ cause: `from-${from}` });
    expect(judge(answered(from, 200))).toEqual({ cause: `from-${from}` });
  });

  it('is the server’s where it says that the cache is still right', () => {
    expect(judge(answered('cache', 304))).toEqual({ cause: 'working' });
  });
});

describe('a redirect', () => {
  it.each([
    ['https://login.test/?code=secret#x', 'https://login.test'],
    ['https://www.api.test/v1', 'https://www.api.test'],
    ['https://api.test:8443/v1', 'https://api.test:8443'],
    ['http://api.test/v1', 'http://api.test'],
    ['//cdn.test/v1', 'https://cdn.test'],
  ])('to %s is told by its origin alone', (to, origin) => {
    const verdict = judge({ kind: 'redirected', status: 302, headers: [], to });

    expect(verdict).toEqual({ cause: 'redirected-away', to: origin });
  });

  it.each(['https://api.test/v2', 'https://api.test:443/v1', '/v2', 'https://'])(
    'to %s stays',
    (to) => {
      const verdict = judge({ kind: 'redirected', status: 307, headers: [], to });

      expect(verdict).toEqual({ cause: 'working' });
    },
  );
});

describe('a failure', () => {
  it.each([
    ['net::ERR_CERT_AUTHORITY_INVALID', 'certificate'],
    ['net::ERR_CERT_DATE_INVALID', 'certificate'],
    ['net::ERR_CERT_COMMON_NAME_INVALID', 'certificate'],
    ['net::ERR_SSL_PROTOCOL_ERROR', 'certificate'],
    ['net::ERR_BAD_SSL_CLIENT_AUTH_CERT', 'certificate'],
    ['SEC_ERROR_UNKNOWN_ISSUER', 'certificate'],
    ['SSL_ERROR_BAD_CERT_DOMAIN', 'certificate'],
    ['MOZILLA_PKIX_ERROR_SELF_SIGNED_CERT', 'certificate'],
    // Recorded in Firefox ESR 153.
    ['The certificate is not trusted because it is self-signed.', 'certificate'],
    ['net::ERR_NAME_NOT_RESOLVED', 'unreachable'],
    ['net::ERR_CONNECTION_REFUSED', 'unreachable'],
    ['net::ERR_CONNECTION_TIMED_OUT', 'unreachable'],
    ['net::ERR_ADDRESS_UNREACHABLE', 'unreachable'],
    ['NS_ERROR_CONNECTION_REFUSED', 'unreachable'],
    ['NS_ERROR_UNKNOWN_HOST', 'unreachable'],
    ['NS_ERROR_NET_TIMEOUT', 'unreachable'],
    ['net::ERR_INTERNET_DISCONNECTED', 'network'],
    ['net::ERR_NETWORK_CHANGED', 'network'],
    ['net::ERR_CONNECTION_RESET', 'network'],
    ['net::ERR_EMPTY_RESPONSE', 'network'],
    ['net::ERR_PROXY_CONNECTION_FAILED', 'network'],
    ['net::ERR_BLOCKED_BY_CLIENT', 'network'],
    ['net::ERR_FAILED', 'network'],
    ['NS_ERROR_OFFLINE', 'network'],
    ['NS_ERROR_NET_RESET', 'network'],
    // A preflight that was refused.
    ['NS_ERROR_DOM_BAD_URI', 'network'],
    ['NS_ERROR_PROXY_CONNECTION_REFUSED', 'network'],
    ['NS_ERROR_UNKNOWN_PROXY_HOST', 'network'],
  ])('by %s is one of %s', (error, cause) => {
    expect(judge({ kind: 'failed', error })).toEqual({ cause, error });
  });

  it.each(['net::ERR_ABORTED', 'NS_BINDING_ABORTED', 'NS_ERROR_ABORT'])(
    'by %s is not reported',
    (error) => {
      expect(judge({ kind: 'failed', error })).toBeUndefined();
    },
  );

  it.each(['net::ERR_FAILED', 'NS_ERROR_DOM_BAD_URI'])(
    'by %s of another origin’s page is one of reading, not of the connection',
    (error) => {
      const failed = { kind: 'failed', error } as const;
      const asked = { at: NOW, url: 'https://api.test/v1', method: 'GET', tabId: 1 };
      const by = (type: string, initiator?: string) =>
        judgeOutcome({ ...asked, type, ...(initiator && { initiator }) }, failed, [BEARER], NOW);

      expect(by('xmlhttprequest', 'https://app.test')).toEqual({
        cause: 'not-readable',
        initiator: 'https://app.test',
      });
      expect(by('xmlhttprequest', 'https://api.test')).toEqual({ cause: 'network', error });
      expect(by('main_frame', 'https://app.test')).toEqual({ cause: 'network', error });
      expect(by('main_frame')).toEqual({ cause: 'network', error });
    },
  );
});
