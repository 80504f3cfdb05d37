// @vitest-environment happy-dom
/** The choices beside a stored credential, which stand apart from its fields: a change leaves all the others. */
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, expect, it, vi } from 'vitest';
import type { ShownCredential } from '../../../src/domain/credential';
import { drawEditor, field, press, STORED } from '../../support/editor';
import { redirect } from '../../support/fake-extension-api';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));
const ownRedirect = redirect.own;
afterEach(() => {
  cleanup();
  redirect.own = ownRedirect;
});

const SHOWN: ShownCredential = {
  fields: {
    authorizationUrl: 'https://auth.test/authorize',
    tokenUrl: 'https://auth.test/token',
    clientId: 'client',
    scope: 'openid',
  },
  kept: ['clientSecret'],
  tails: { clientSecret: 'B5qZ' },
};

async function draw() {
  redirect.own = `https://${'0123456789'.repeat(4)}.extensions.allizom.org/`;
  const headers = STORED.headers.map(
    (each) => ({ ...each, schemeId: 'oauth2-authorization-code' }) as const,
  );
  const drawn = await drawEditor({ stored: { ...STORED, headers }, shown: SHOWN });
  await screen.findByDisplayValue('client');
  return drawn;
}

it.each<[string, string, () => unknown]>([
  ['silent', 'on', () => fireEvent.click(field('Renew without asking, while this site is open'))],
  [
    'redirect',
    'loopback',
    () => fireEvent.change(field('Redirect URI to use'), { target: { value: 'loopback' } }),
  ],
])('%s: the other fields and the secret stay', async (name, value, change) => {
  const { saves } = await draw();

  await change();
  expect(field('Client ID').value).toBe('client');
  press('Save');

  await waitFor(() => expect(saves()).toHaveLength(1));
  expect(saves()).toMatchObject([
    {
      profile: {
        headers: [{ fields: { ...SHOWN.fields, [name]: value }, storedFields: ['clientSecret'] }],
      },
    },
  ]);
});
