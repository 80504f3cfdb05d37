import { describe, expect, it, vi } from 'vitest';
import type { Origin, PathScope } from '../../src/domain/site';
import type { Cause, Verdict } from '../../src/domain/verdict';
import { verdictText } from '../../src/ui/verdict-text';

vi.mock('../../src/platform/extension-api', () => import('../support/fake-extension-api'));

/** Local time. */
const AT = new Date(2020, 3, 23, 14, 3, 0).getTime();

/** One verdict for each sentence of each cause. */
const SAID: Readonly<Record<Cause, readonly (readonly [Verdict, string])[]>> = {
  locked: [[{ cause: 'locked' }, 'Keybearer is locked, so no header is added. Unlock it.']],
  'locked-by-browser-update': [
    [
      { cause: 'locked-by-browser-update' },
      'An update of the browser locked Keybearer, so no header is added. Unlock it.',
    ],
  ],
  paused: [[{ cause: 'paused' }, 'Keybearer is paused, so no header is added on any site.']],
  'no-profile': [
    [{ cause: 'no-profile' }, 'No profile has this site, so no header is added.'],
    [
      { cause: 'no-profile', near: 'https://api.test' as Origin },
      'No profile has this site, so no header is added. A profile has https://api.test, which is another port or protocol.',
    ],
  ],
  off: [[{ cause: 'off' }, '“Off” is selected for this site, so no header is added.']],
  'headers-off': [
    [
      { cause: 'headers-off' },
      'The selected profile’s header for this site is switched off, so it is not sent.',
    ],
  ],
  'no-header-here': [
    [
      { cause: 'no-header-here' },
      'The selected profile has no header for this site, so it sends none here.',
    ],
  ],
  'not-allowed': [
    [
      { cause: 'not-allowed', origin: 'https://api.test' as Origin },
      'The browser has not given Keybearer access to api.test, so no header is added.',
    ],
  ],
  'not-issued': [
    [
      { cause: 'not-issued', failure: { code: 'header-unsendable' } },
      'This credential makes a header that no request can carry: it is too long, or contains characters that HTTP does not allow. Nothing is sent. Shorten the credential, or copy it again without line ends and special characters.',
    ],
  ],
  'path-not-covered': [
    [
      { cause: 'path-not-covered', paths: ['/v1', '/v2'] as readonly string[] as PathScope[] },
      'The profile adds its header only under /v1, /v2, not at this address.',
    ],
  ],
  'not-armed': [
    [
      { cause: 'not-armed' },
      'Not armed: this production profile only reads, so the request went without its header. Arm it in the popup to let writes carry it.',
    ],
  ],
  'method-not-covered': [
    [
      { cause: 'method-not-covered', methods: ['GET', 'HEAD'] },
      'The profile adds its header to GET, HEAD requests only.',
    ],
  ],
  'foreign-initiator': [
    [
      { cause: 'foreign-initiator', initiator: 'https://evil.test' },
      'The request came from evil.test, which this profile does not allow. Add it under “Who may trigger it” if you trust it.',
    ],
    [
      { cause: 'foreign-initiator' },
      'The request came from another site, which this profile does not allow. Add it under “Who may trigger it” if you trust it.',
    ],
  ],
  'navigation-not-covered': [
    [
      { cause: 'navigation-not-covered', strict: false },
      'This was a form submission or an iframe, so no header was added. To add it there, turn on “Include this site’s form submissions and iframes”.',
    ],
    [
      { cause: 'navigation-not-covered', strict: true },
      'This address was opened directly. The profile is Strict, so only the site’s own scripts carry the header.',
    ],
  ],
  'pictures-left-out': [
    [
      { cause: 'pictures-left-out' },
      'In Firefox pictures and style sheets carry no header, because any web page could cause them. The profile has a switch that includes them, unless it is Strict.',
    ],
  ],
  'type-left-out': [
    [
      { cause: 'type-left-out' },
      'In Firefox this type of request carries no header. Scripts, fetch, fonts and media of the site do.',
    ],
  ],
  preflight: [
    [
      { cause: 'preflight' },
      'This is a CORS preflight (OPTIONS). Preflights never carry your header. The server must answer them without it.',
    ],
  ],
  'no-tab': [
    [
      { cause: 'no-tab' },
      'A worker sent this request, so it belongs to no tab. While a tab has its own pick on this site, workers send no header. Clear “Only in this tab” in that tab to end this.',
    ],
  ],
  'left-alone': [
    [
      { cause: 'left-alone' },
      'This is the sign-in server’s own address. Your header is never added there, so that signing in works.',
    ],
  ],
  overridden: [
    [
      { cause: 'overridden', headerName: 'Authorization' },
      'Another extension changed or removed Authorization, so the server did not get yours. Look for it among your extensions.',
    ],
  ],
  'redirected-away': [
    [
      { cause: 'redirected-away', to: 'https://elsewhere.test:8443/x' },
      'The site redirected to elsewhere.test:8443, which this profile does not cover, so your header was not sent there.',
    ],
  ],
  'from-cache': [
    [
      { cause: 'from-cache' },
      'The response came from the browser’s cache. The server was not asked.',
    ],
  ],
  'from-service-worker': [
    [
      { cause: 'from-service-worker' },
      'The response came from a service worker of the site. The server was not asked.',
    ],
  ],
  certificate: [
    [
      { cause: 'certificate', error: 'net::ERR_CERT_AUTHORITY_INVALID' },
      'The browser does not trust this site’s certificate, so nothing was sent. A proxy or firewall may be in between: ask its administrator.',
    ],
  ],
  unreachable: [
    [
      { cause: 'unreachable', error: 'net::ERR_X' },
      'The server could not be reached. Check the address and your connection, then reload.',
    ],
  ],
  network: [
    [
      { cause: 'network', error: 'net::ERR_EMPTY_RESPONSE' },
      'The connection failed (net::ERR_EMPTY_RESPONSE). Check your connection or proxy, then reload.',
    ],
  ],
  'not-readable': [
    [
      { cause: 'not-readable', initiator: 'https://app.test' },
      'CORS: the server does not let pages of app.test read this response. Your header is not the cause. Only the server’s CORS settings can change this.',
    ],
  ],
  working: [[{ cause: 'working' }, 'Working']],
  'wrong-scheme': [
    [
      { cause: 'wrong-scheme', sent: 'Basic', wanted: ['Bearer', 'DPoP'] },
      'The server asks for Bearer, DPoP, but the profile sends Basic.',
    ],
  ],
  'credentials-refused': [
    [{ cause: 'credentials-refused' }, 'The server rejected this credential.'],
    [{ cause: 'credentials-refused', word: 'Basic' }, 'Wrong user name or password.'],
    [{ cause: 'credentials-refused', word: 'Bearer' }, 'The server rejected this token.'],
  ],
  'token-expired': [
    [{ cause: 'token-expired' }, 'This token has expired, so the server rejected it.'],
  ],
  'missing-scope': [
    [
      { cause: 'missing-scope', scope: 'claims:write' },
      'The token is valid but is missing the scope “claims:write”.',
    ],
    [{ cause: 'missing-scope' }, 'The token is valid but is missing a scope for this.'],
  ],
  'address-not-allowed': [
    [
      { cause: 'address-not-allowed' },
      'The server only accepts certain IP addresses, and yours is not on its list. Try your VPN, or ask its administrator.',
    ],
  ],
  'nonce-used': [
    [
      { cause: 'nonce-used' },
      'The server accepts each nonce once, and Keybearer sends the same one until it renews the signature. Only one request per renewal can work.',
    ],
  ],
  'code-refused': [
    [
      { cause: 'code-refused' },
      'The server rejected this code. It may accept each code once, and an earlier request may have used this one. If the first request with a new code fails too, check the seed and the other headers.',
    ],
    [
      { cause: 'code-refused', isUsed: true },
      'The server accepts each code once, and another request has used this one. Wait for the next code.',
    ],
  ],
  forbidden: [[{ cause: 'forbidden' }, '403 Forbidden. Run a test to see the server’s reason.']],
  'rate-limited': [
    [{ cause: 'rate-limited' }, 'Rate limited. Wait, then try again.'],
    [{ cause: 'rate-limited', until: AT }, 'Rate limited until 14:03.'],
  ],
  'clock-off': [
    [
      { cause: 'clock-off', offsetMs: -14 * 60_000 },
      'Your clock and the server’s differ by 14 min. Keybearer now signs with the server’s time.',
    ],
  ],
  'clock-far-off': [
    [
      { cause: 'clock-far-off', serverTime: AT + 86_400_000, localTime: AT },
      'Your clock is 1 d behind the server’s. Fix the clock, or sign with the server’s time.',
    ],
    [
      { cause: 'clock-far-off', serverTime: AT, localTime: AT + 3 * 365 * 86_400_000 },
      'Your clock is 3 y ahead of the server’s. Fix the clock, or sign with the server’s time.',
    ],
  ],
  'server-failed': [
    [
      { cause: 'server-failed' },
      'Server error (5xx). Your credential is not the cause. Try again later.',
    ],
    [
      { cause: 'server-failed', until: AT },
      'Server error (5xx) until 14:03. Your credential is not the cause.',
    ],
  ],
  'refused-otherwise': [
    [
      { cause: 'refused-otherwise' },
      'The server refused this request. Your credential is not the cause.',
    ],
  ],
};

describe('verdictText', () => {
  it.each(Object.values(SAID).flat())('says %o in one sentence', (verdict, sentence) => {
    expect(verdictText(verdict)).toBe(sentence);
  });

  it.each<[Verdict, number, string]>([
    [{ cause: 'credentials-refused', word: 'Basic' }, 401, 'Wrong user name or password (401).'],
    [
      { cause: 'credentials-refused', word: 'Bearer' },
      401,
      'The server rejected this token (401).',
    ],
    [{ cause: 'credentials-refused' }, 401, 'The server rejected this credential (401).'],
    [{ cause: 'rate-limited' }, 429, 'Rate limited (429). Wait, then try again.'],
    [{ cause: 'rate-limited', until: AT + 1 }, 429, 'Rate limited (429) until 14:04.'],
    [
      { cause: 'server-failed' },
      503,
      'Server error (503). Your credential is not the cause. Try again later.',
    ],
    [
      { cause: 'refused-otherwise' },
      404,
      'The server answered 404. Your credential is not the cause.',
    ],
  ])('says %o with the status %i', (verdict, status, sentence) => {
    expect(verdictText(verdict, status)).toBe(sentence);
  });
});
