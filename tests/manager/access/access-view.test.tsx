// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { OpenState } from '../../../src/domain/app-state';
import type { Origin } from '../../../src/domain/site';
import { AccessView } from '../../../src/manager/access/access-view';
import { profileOf, stateOf } from '../../support/app-states';

const fake = await vi.hoisted(async () =>
  (await import('../../support/fake-granted')).fakeGranted(),
);
vi.mock('../../../src/platform/extension-api', async () => {
  const { browser } = await import('../../support/fake-extension-api');
  return { browser: { ...browser, permissions: fake.permissionsApi } };
});
beforeEach(() => fake.reset());
afterEach(cleanup);

// Casts: as the parser returns them.
const AUTH = 'https://auth.test' as Origin;
const APP = 'https://app.test' as Origin;
const PROFILE = {
  ...profileOf(1),
  callers: [APP],
  headers: profileOf(1).headers.map((header) => ({ ...header, tokenOrigins: [AUTH] })),
};
const STATE = stateOf([PROFILE, profileOf(2)]);
const GRANTED = ['https://api1.test/*', 'https://app.test/*', 'https://auth.test/*'];

async function draw(patterns: readonly string[], state: OpenState = STATE) {
  fake.origins = [...patterns];
  render(
    <main>
      <AccessView state={state} />
    </main>,
  );
  await screen.findAllByRole('heading', { level: 2 });
}

/** The rows under a heading. */
function under(title: string) {
  const section = screen.getByRole('heading', { name: title }).closest('section');
  if (!section) throw new Error(`no section ${title}`);
  return within(section);
}

/** The one button of a host. */
function buttonOf(host: string): HTMLElement {
  const row = screen.getByText(host).closest('li');
  if (!row) throw new Error(`no row ${host}`);
  return within(row).getByRole('button');
}

describe('AccessView', () => {
  it('lists each host that is granted, why, and each that is missing', async () => {
    await draw([...GRANTED, 'https://old.test/*', 'http://old.test/*']);

    const allowed = under('Allowed').getAllByRole('listitem');
    expect(allowed.map(({ textContent }) => textContent)).toEqual([
      'api1.test https, all portsSite of Profile 1Give back',
      'app.test https, all portsCaller for Profile 1Give back',
      'auth.test https, all portsToken server of Profile 1Give back',
    ]);
    const [unneeded, ...others] = under('Not needed').getAllByRole('listitem');
    expect(unneeded?.textContent).toBe('old.test https, http, all portsGive back');
    expect(others).toEqual([]);
    const missing = under('Not allowed yet').getAllByRole('listitem');
    expect(missing.map(({ textContent }) => textContent)).toEqual([
      'api2.test Site of Profile 2Allow',
    ]);
    for (const link of screen.getAllByRole('link', { name: 'Profile 1' })) {
      expect(link.getAttribute('href')).toBe(`#/profile/${PROFILE.id}`);
    }
  });

  it('gives back an unneeded host at once, and says so', async () => {
    await draw([...GRANTED, 'https://old.test/*']);

    const button = buttonOf('old.test');
    button.focus();
    fireEvent.click(button);

    await screen.findByText('Given back: old.test.');
    expect(fake.removed).toEqual(['https://old.test/*']);
    await waitFor(() => expect(screen.queryByText('old.test')).toBeNull());
    // Not lost with the button.
    expect(document.activeElement?.tagName).toBe('MAIN');
  });

  it('gives all unneeded hosts back by one button', async () => {
    await draw([...GRANTED, 'https://old.test/*', 'https://older.test/*']);

    fireEvent.click(screen.getByRole('button', { name: 'Give all back' }));

    await screen.findByText('Given back: old.test, older.test.');
    expect(fake.origins).toEqual(GRANTED);
  });

  it('says before what stops working at a host in use', async () => {
    await draw(GRANTED);

    fireEvent.click(buttonOf('auth.test'));

    const dialog = within(screen.getByRole('dialog', { name: 'Give back access to auth.test?' }));
    dialog.getByText('“Profile 1”: this server gives out no new tokens.');
    expect(fake.removed).toEqual([]);
    fireEvent.click(dialog.getByRole('button', { name: 'Give back' }));
    await screen.findByText('Given back: auth.test.');
    expect(fake.removed).toEqual(['https://auth.test/*']);
  });

  it('gives nothing back on Cancel', async () => {
    await draw(GRANTED);

    fireEvent.click(buttonOf('api1.test'));
    fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));

    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(fake.removed).toEqual([]);
  });

  it('explains all sites, and asks nothing while the hosts themselves are allowed', async () => {
    await draw([...GRANTED, 'https://*/*'], stateOf([PROFILE]));

    screen.getByText(/Granted in the browser’s own settings/);
    fireEvent.click(buttonOf('All sites'));

    await screen.findByText('Given back: All sites.');
    expect(fake.origins).toEqual(GRANTED);
  });

  it('names the hosts that the browser takes back with all sites, and offers these again', async () => {
    await draw([...GRANTED, 'https://*/*'], stateOf([PROFILE]));
    fake.inside = ['https://app.test/*', 'https://auth.test/*'];
    fake.refuses = true;

    fireEvent.click(buttonOf('All sites'));

    await screen.findByText(/The browser has also taken back: app.test, auth.test\./);
    screen.getByText('Given back: All sites.');
    expect(buttonOf('auth.test').textContent).toBe('Allow');
  });

  it('says that the browser keeps what a policy has granted', async () => {
    await draw(['https://old.test/*']);
    fake.kept = ['https://old.test/*'];

    fireEvent.click(buttonOf('old.test'));

    await screen.findByText(/The browser keeps this access: old.test/);
    screen.getByText('old.test');
  });

  it('asks the browser for a missing host in the tick of the click', async () => {
    await draw(GRANTED);

    fireEvent.click(buttonOf('api2.test'));

    expect(fake.asked).toEqual(['https://api2.test/*']);
    await waitFor(() => expect(under('Allowed').getByText('api2.test')).toBeTruthy());
    expect(screen.queryByText('Not allowed yet')).toBeNull();
  });

  it('follows what is granted or revoked elsewhere', async () => {
    await draw(GRANTED);

    fake.origins = ['https://api1.test/*'];
    fake.tell();

    await waitFor(() => expect(under('Not allowed yet').getByText('auth.test')).toBeTruthy());
  });

  it('gives back notifications and the clipboard, and says what they are for', async () => {
    fake.permissions = ['notifications', 'clipboardRead', 'clipboardWrite', 'storage'];
    await draw(GRANTED);

    screen.getByText('To tell you that a credential is due for rotation.');
    fireEvent.click(buttonOf('Clipboard'));

    await screen.findByText('Given back: Clipboard.');
    expect(fake.permissions).toEqual(['notifications', 'storage']);
  });

  it('finds one of many by its host or its profile, and counts the profiles of one host', async () => {
    const many = Array.from({ length: 12 }, (_, index) => profileOf(index));
    const same = many.map((profile) => ({ ...profile, callers: [APP] }));
    await draw(['https://app.test/*'], stateOf(same));

    expect(screen.getByText('app.test').closest('li')?.textContent).toContain('and 7 more');
    fireEvent.input(screen.getByLabelText('Search'), { target: { value: 'API3.' } });

    expect(screen.getAllByRole('listitem')).toHaveLength(1);
    screen.getByText('api3.test');
  });

  it('says that nothing is granted', async () => {
    await draw([]);

    screen.getByText('The browser has given Keybearer access to no host.');
  });
});
