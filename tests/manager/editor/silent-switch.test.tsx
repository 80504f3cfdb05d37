// @vitest-environment happy-dom
/** The switch for renewals without the user: where it is offered, and what a form says where it is not. */
import { cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { drawEditor, field, press, type } from '../../support/editor';
import { textOf } from '../../support/fake-extension-api';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));
afterEach(cleanup);

const LABEL = 'Renew without asking, while this site is open';
const box = () => field(LABEL) as HTMLInputElement;
const reason = () => {
  const id = box().getAttribute('aria-describedby') ?? '';
  return document.getElementById(id)?.textContent;
};

async function draw(authorizationUrl = 'https://auth.test/authorize') {
  const drawn = await drawEditor({ site: 'https://api.test' });
  await fireEvent.change(field('Authentication scheme'), {
    target: { value: 'oauth2-authorization-code' },
  });
  type('Authorization URL', authorizationUrl);
  type('Token URL', 'https://auth.test/token');
  type('Client ID', 'client');
  return drawn;
}

describe('the switch', () => {
  it('is off at first, and is saved as the user leaves it', async () => {
    const { saves } = await draw();
    type(/^Scope/, 'profile openid');
    await vi.waitFor(() => expect(box().disabled).toBe(false));
    expect(box().checked).toBe(false);
    expect(reason()).toBe(textOf('silentHint'));

    await fireEvent.click(box());
    await vi.waitFor(() => expect(box().checked).toBe(true));
    await press('Save');

    const [{ profile } = {}] = saves();
    expect(profile?.headers[0]?.fields).toMatchObject({ silent: 'on' });
  });

  it.each(['', 'profile', 'openid2 email'])(
    'is not offered with the scope “%s”, and says why',
    async (scope) => {
      await draw();
      type(/^Scope/, scope);

      expect(box().disabled).toBe(true);
      expect(reason()).toBe(textOf('silentNoUser'));
    },
  );

  it('is not offered where the sign-in page is on a site of the profile', async () => {
    await draw('https://api.test/authorize');
    type(/^Scope/, 'openid');

    await vi.waitFor(() => expect(reason()).toBe(textOf('silentSameOrigin')));
    expect(box().disabled).toBe(true);
  });

  it('can be switched off where it is not offered any more', async () => {
    await draw();
    type(/^Scope/, 'openid');
    await vi.waitFor(() => expect(box().disabled).toBe(false));
    await fireEvent.click(box());
    await vi.waitFor(() => expect(box().checked).toBe(true));

    type(/^Scope/, 'profile');

    await vi.waitFor(() => expect(reason()).toBe(textOf('silentNoUser')));
    expect(box().disabled).toBe(false);
  });

  it('is in no form of another scheme', async () => {
    await drawEditor({});
    await fireEvent.change(field('Authentication scheme'), {
      target: { value: 'oauth2-device-code' },
    });

    expect(screen.queryByLabelText(LABEL)).toBeNull();
  });
});
