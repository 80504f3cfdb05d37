import { afterEach, describe, expect, it, vi } from 'vitest';
import { hasRedirect, redirectUri } from '../../src/platform/web-auth-flow';
import { redirect } from '../support/fake-extension-api';

vi.mock('../../src/platform/extension-api', () => import('../support/fake-extension-api'));

const CHROMIUM = redirect.own;
const DIGEST = '0123456789abcdef0123456789abcdef01234567';

afterEach(() => {
  redirect.own = CHROMIUM;
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
