// @vitest-environment happy-dom
/** A stored credential in the form: its secret is hidden, and the other fields can be changed. */
import { cleanup, screen, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ProfileSummary } from '../../../src/domain/app-state';
import type { ShownCredential } from '../../../src/domain/credential';
import { drawEditor, field, press, STORED, type } from '../../support/editor';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));
afterEach(cleanup);

const KEPT = 'Saved. It cannot be shown; replace it to change it.';
const BASIC: ShownCredential = { fields: { username: 'ada' }, kept: ['password'], tails: {} };
const USER = 'User name or API key';

const CLIENT: ShownCredential = {
  fields: { tokenUrl: 'https://as.test/token', clientId: 'client', scope: 'read' },
  kept: ['clientSecret'],
  tails: { clientSecret: 'B5qZ' },
};

function storedAs(schemeId: ProfileSummary['headers'][number]['schemeId']): ProfileSummary {
  return { ...STORED, headers: STORED.headers.map((each) => ({ ...each, schemeId })) };
}

async function enter(label: string | RegExp, value: string): Promise<void> {
  type(label, value);
  await Promise.resolve();
}

const headersOf = (saves: readonly unknown[]) =>
  (saves as { profile: { headers: unknown[] } }[]).flatMap(({ profile }) => profile.headers);

async function draw(shown: ShownCredential, stored = STORED) {
  const drawn = await drawEditor({ stored, shown });
  await screen.findByRole('button', { name: 'Replace' });
  return drawn;
}

describe('a stored credential', () => {
  it('shows its user name and hides its password, and is unchanged as long as nothing is typed', async () => {
    const { saves, keeping } = await draw(BASIC);

    expect(field(USER).value).toBe('ada');
    screen.getByText(KEPT);
    expect(screen.queryByLabelText(/^Password/)).toBeNull();
    press('Save');

    await waitFor(() => expect(saves()).toHaveLength(1));
    const [header] = headersOf(saves());
    expect(header).not.toHaveProperty('fields');
    expect(header).not.toHaveProperty('storedFields');
    expect(keeping()).toEqual([]);
  });

  it('keeps its password when the user name changes', async () => {
    const { saves, checks } = await draw(BASIC);

    await enter(USER, 'grace');

    expect(field(USER).value).toBe('grace');
    screen.getByText(KEPT);
    const stored = { headerId: 'h', fields: ['password'] };
    await waitFor(() =>
      expect(checks()).toMatchObject([{ fields: { username: 'grace' }, stored }]),
    );
    press('Save');
    await waitFor(() =>
      expect(headersOf(saves())).toMatchObject([
        { id: 'h', fields: { username: 'grace' }, storedFields: ['password'] },
      ]),
    );
  });

  it('takes another password at Replace, which gets the focus; the user name stays', async () => {
    const { saves } = await draw(BASIC);

    press('Replace');

    const password = await screen.findByLabelText(/^Password/);
    await waitFor(() => expect(document.activeElement).toBe(password));
    await enter(/^Password/, 'new');
    press('Save');
    await waitFor(() => expect(saves()).toHaveLength(1));
    const [header] = headersOf(saves());
    expect(header).toMatchObject({ fields: { username: 'ada', password: 'new' } });
    expect(header).not.toHaveProperty('storedFields');
  });

  it('shows the last four characters of a token or key', async () => {
    await draw({ fields: {}, kept: ['token'], tails: { token: 'a1b2' } }, storedAs('bearer'));

    screen.getByText('•••• a1b2');
  });

  it('empties its secret when a destination changes, and says why', async () => {
    const { saves } = await draw(CLIENT, storedAs('oauth2-client-credentials'));
    screen.getByText('•••• B5qZ');

    await enter(/^Scope/, 'write');
    screen.getByText('•••• B5qZ');
    await enter(/^Token URL/, 'https://as.test/other');
    screen.getByText('•••• B5qZ');
    await enter(/^Token URL/, 'https://evil.test/token');

    expect(screen.queryByText('•••• B5qZ')).toBeNull();
    screen.getByText(/The server’s address has changed, so this secret was removed\./);
    press('Save');
    await waitFor(() => expect(saves()).toHaveLength(1));
    const [header] = headersOf(saves());
    expect(header).toMatchObject({ fields: { scope: 'write', clientSecret: '' } });
    expect(header).not.toHaveProperty('storedFields');
  });

  it('can be replaced as a whole if the background does not give its fields', async () => {
    await drawEditor({ stored: STORED });

    press((await screen.findByRole('button', { name: 'Replace' })).textContent ?? '');

    expect((await screen.findByLabelText<HTMLInputElement>(USER)).value).toBe('');
  });
});
