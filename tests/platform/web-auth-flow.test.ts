import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { hasRedirect, redirectUri, visitSilently } from '../../src/platform/web-auth-flow';
import { redirect, webAuthFlow } from '../support/fake-extension-api';

vi.mock('../../src/platform/extension-api', () => import('../support/fake-extension-api'));

const CHROMIUM = redirect.own;
const DIGEST = '0123456789abcdef0123456789abcdef01234567';

const { launch } = webAuthFlow;

beforeEach(() => {
  vi.stubGlobal('location', { protocol: 'chrome-extension:' });
});

afterEach(() => {
  redirect.own = CHROMIUM;
  webAuthFlow.launch = launch;
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('the redirect address', () => {
  it('is the one of the extension in Chromium, chosen or not', () => {
    expect(hasRedirect('extension')).toBe(true);
    expect(hasRedirect('loopback')).toBe(false);
    expect(redirectUri('loopback')).toBe(CHROMIUM);
  });

  it('may be that of this computer in Firefox, with the same digest', () => {
    redirect.own = `https://${DIGEST}.extensions.allizom.org/`;

    expect(hasRedirect('loopback')).toBe(true);
    expect(redirectUri('loopback')).toBe(`http://127.0.0.1/mozoauth2/${DIGEST}/`);
    expect(redirectUri('extension')).toBe(redirect.own);
  });
});

describe('a silent visit', () => {
  const led = (url: string) => `${url}/led`;
  const begins = async () => {};

  it('begins when the one before is over, and asks only then whether it may', async () => {
    let end = (_address: string) => {};
    const visited: string[] = [];
    webAuthFlow.launch = (url) => {
      visited.push(url);
      return new Promise((resolve) => {
        end = resolve;
      });
    };
    const order: string[] = [];
    const first = visitSilently('first', async () => void order.push('first'));
    const second = visitSilently('second', async () => void order.push('second'));
    await vi.waitFor(() => expect(visited).toEqual(['first']));
    expect(order).toEqual(['first']);

    end('led from first');
    expect(await first).toBe('led from first');
    await vi.waitFor(() => expect(visited).toEqual(['first', 'second']));
    expect(order).toEqual(['first', 'second']);
    end('led from second');
    expect(await second).toBe('led from second');
  });

  it('visits nothing if it may not begin, and the next one goes on', async () => {
    const visited: string[] = [];
    webAuthFlow.launch = async (url) => {
      visited.push(url);
      return led(url);
    };
    const refused = visitSilently('refused', async () => {
      throw new Error('locked');
    });
    const next = visitSilently('next', begins);

    await expect(refused).rejects.toThrow('locked');
    expect(await next).toBe('next/led');
    expect(visited).toEqual(['next']);
  });

  it.each(['at once', 'later'])(
    'leads nowhere if the browser refuses it %s, and the next one goes on',
    async (when) => {
      webAuthFlow.launch = (url) => {
        if (url === 'next') return Promise.resolve(led(url));
        if (when === 'later') return Promise.reject(new Error('refused'));
        throw new Error('refused');
      };
      const refused = visitSilently('refused', begins);
      const next = visitSilently('next', begins);

      expect(await refused).toBeUndefined();
      expect(await next).toBe('next/led');
    },
  );

  it('leads nowhere after ten seconds, and the next one goes on', async () => {
    vi.useFakeTimers();
    webAuthFlow.launch = (url) =>
      url === 'next' ? Promise.resolve(led(url)) : new Promise(() => {});
    const stuck = visitSilently('stuck', begins);
    const next = visitSilently('next', begins);
    await vi.advanceTimersByTimeAsync(10_000);

    expect(await stuck).toBeUndefined();
    expect(await next).toBe('next/led');
  });
});
