import { describe, expect, it, vi } from 'vitest';
import type { Origin, PathScope } from '../../src/domain/site';
import type { Cause, Verdict } from '../../src/domain/verdict';
import { verdictText } from '../../src/ui/verdict-text';

vi.mock('../../src/platform/extension-api', () => import('../support/fake-extension-api'));

/** Local time. */
const AT = new Date(2020, 3, 23, 14, 3, 0).getTime();

/** One verdict for each sentence of each cause. */
const SAID: Readonly<Record<Cause, readonly (readonly [Verdict, string])[]>> = {
  locked: [[{ cause: 'locked' }, 'Keybearer is locked: nothing is sent until you unlock it.']],
  'locked-by-browser-update': [
    [
      { cause: 'locked-by-browser-update' },
      'An update of the browser has locked Keybearer: nothing is sent until you unlock it.',
    ],
  ],
  paused: [[{ cause: 'paused' }, 'Keybearer is paused: nothing is sent anywhere.']],
  'no-profile': [
    [{ cause: 'no-profile' }, 'No profile has this site.'],
    [
      { cause: 'no-profile', near: 'https://api.test' as Origin },
      'No profile has this site. You have one for https://api.test, which is another port or protocol.',
    ],
  ],
  off: [[{ cause: 'off' }, '“Off” is selected for this site, so no header is added.']],
  'no-header-here': [
    [
      { cause: 'no-header-here' },
      'The selected profile has no header for this site, so no header is added.',
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
      'This makes a header that no request can carry: it is too long, or has characters that HTTP does not know. Check the credential.',
    ],
  ],
  'path-not-covered': [
    [
      { cause: 'path-not-covered', paths: ['/v1', '/v2'] as readonly string[] as PathScope[] },
      'Your profile sends its header to /v1, /v2 here, and not to this address.',
    ],
  ],
  'method-not-covered': [
    [
      { cause: 'method-not-covered', methods: ['GET', 'HEAD'] },
      'Your profile sends its header with GET, HEAD only.',
    ],
  ],
  'foreign-initiator': [
    [
      { cause: 'foreign-initiator', initiator: 'https://evil.test' },
      'A page of evil.test caused it. Only this site and the callers in your profile may.',
    ],
    [
      { cause: 'foreign-initiator' },
      'A page of another site caused it. Only this site and the callers in your profile may.',
    ],
  ],
  'navigation-not-covered': [
    [
      { cause: 'navigation-not-covered', strict: false },
      'It was a form or a frame, for which your profile sends nothing.',
    ],
    [
      { cause: 'navigation-not-covered', strict: true },
      'The address was opened, and your profile is strict: only scripts of the site itself carry the header.',
    ],
  ],
  preflight: [
    [
      { cause: 'preflight' },
      'The browser asked before the page did (a preflight), which never carries a header of yours.',
    ],
  ],
  'left-alone': [
    [
      { cause: 'left-alone' },
      'It is an address of the server where one signs in: your header has no business there.',
    ],
  ],
  overridden: [
    [
      { cause: 'overridden', headerName: 'Authorization' },
      'Another extension changed Authorization on its way. Look for it among your extensions.',
    ],
  ],
  'redirected-away': [
    [
      { cause: 'redirected-away', to: 'https://elsewhere.test:8443/x' },
      'The site leads on to elsewhere.test:8443, where your header does not go.',
    ],
  ],
  'from-cache': [
    [
      { cause: 'from-cache' },
      "The answer came from the browser's cache: the server was not asked.",
    ],
  ],
  'from-service-worker': [
    [
      { cause: 'from-service-worker' },
      'The answer came from a service worker of the site: the server was not asked.',
    ],
  ],
  certificate: [
    [
      { cause: 'certificate', error: 'net::ERR_CERT_AUTHORITY_INVALID' },
      "The browser does not trust the certificate of this site, so nothing was sent. A proxy or your company's firewall may be in between.",
    ],
  ],
  unreachable: [
    [{ cause: 'unreachable', error: 'net::ERR_X' }, 'The server could not be reached.'],
  ],
  network: [
    [
      { cause: 'network', error: 'net::ERR_EMPTY_RESPONSE' },
      'The connection failed: net::ERR_EMPTY_RESPONSE',
    ],
  ],
  'not-readable': [
    [
      { cause: 'not-readable', initiator: 'https://app.test' },
      'The browser keeps the answer from the page of app.test, since the server does not allow it there (CORS). Only the server can change that.',
    ],
  ],
  working: [[{ cause: 'working' }, 'Working']],
  'wrong-scheme': [
    [
      { cause: 'wrong-scheme', sent: 'Basic', wanted: ['Bearer', 'DPoP'] },
      'The server asks for Bearer, DPoP, and your profile sends Basic.',
    ],
  ],
  'credentials-refused': [
    [{ cause: 'credentials-refused' }, 'The server does not accept these credentials.'],
  ],
  'token-expired': [[{ cause: 'token-expired' }, 'The server says that this token has expired.']],
  'missing-scope': [
    [
      { cause: 'missing-scope', scope: 'claims:write' },
      'The token is good, but lacks the scope claims:write.',
    ],
    [{ cause: 'missing-scope' }, 'The token is good, but lacks a scope for this.'],
  ],
  'address-not-allowed': [
    [
      { cause: 'address-not-allowed' },
      'The server lets only some network addresses (IP) in, and yours is not among them.',
    ],
  ],
  forbidden: [
    [
      { cause: 'forbidden' },
      'The server refuses this, and the browser does not see why. A test shows the answer.',
    ],
  ],
  'rate-limited': [
    [{ cause: 'rate-limited' }, 'Too many requests. Wait a moment.'],
    [
      { cause: 'rate-limited', until: AT },
      'Too many requests. The server takes the next ones at 14:03:00.',
    ],
  ],
  'clock-off': [
    [
      { cause: 'clock-off', offsetMs: -14 * 60_000 },
      "This computer's clock is off by 14 min. Keybearer now signs by the server's clock.",
    ],
  ],
  'clock-far-off': [
    [
      { cause: 'clock-far-off', serverTime: AT + 86_400_000, localTime: AT },
      "The server's clock says 2020-04-24 14:03:00, and this computer's 2020-04-23 14:03:00. Set yours right; or, if the server is right, let Keybearer sign by it.",
    ],
  ],
  'server-failed': [
    [{ cause: 'server-failed' }, 'The server has failed. It is not about who you are.'],
    [
      { cause: 'server-failed', until: AT },
      'The server takes no requests until 14:03:00. It is not about who you are.',
    ],
  ],
  'refused-otherwise': [
    [
      { cause: 'refused-otherwise' },
      'The server refuses this for another reason than who you are.',
    ],
  ],
};

describe('verdictText', () => {
  it.each(Object.values(SAID).flat())('says %o in one sentence', (verdict, sentence) => {
    expect(verdictText(verdict)).toBe(sentence);
  });
});
