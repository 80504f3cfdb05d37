// @vitest-environment happy-dom
/** The review: which rows are ticked, what they say, what completes them, and what is saved. */
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { saveImported } from '../../../src/app/exchange/save-imported';
import { openVault } from '../../../src/app/vault/open-vault';
import { withCreatedVault } from '../../support/created-vault';
import { draftOf, GEONODE, SANDBOX_ADMIN } from '../../support/drafts';
import { asked } from '../../support/fake-extension-api';
import type { FakeBrowser } from '../../support/fake-ports';
import { FakeWorker, workers } from '../../support/fake-worker';
import { drawImport, importedOf, importProfiles, notReady } from '../../support/import-page';
import { proves } from '../../support/proves';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));
vi.mock('hash-wasm', () => import('../../support/quick-kdf'));

let browser: FakeBrowser;
withCreatedVault((fresh) => {
  browser = fresh;
});
beforeEach(() => vi.stubGlobal('Worker', FakeWorker));
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  workers.length = 0;
  asked.length = 0;
  location.hash = '';
});

const NO_SITE = { ...draftOf('Mobile', '', 'bearer', { token: 'of-the-file' }), sites: [] };
const tick = (name: string) => screen.getByLabelText<HTMLInputElement>(`Save ${name}`);
const rowOf = (name: string) => {
  const row = tick(name).closest('li');
  if (!row) throw new Error('no row');
  return within(row);
};
const type = (label: HTMLElement, value: string) => fireEvent.input(label, { target: { value } });
const stored = async () => (await openVault(browser.ports)).content.profiles;

describe('a review', () => {
  it('ticks what is ready, grouped by site: hosts before names', async () => {
    drawImport(browser);

    await importProfiles([importedOf(SANDBOX_ADMIN), importedOf(GEONODE)]);

    expect(screen.getAllByRole('heading', { level: 2 }).map((each) => each.textContent)).toEqual([
      'api.geonode.test',
      'api.gluwa.test',
    ]);
    expect([tick('Sandbox admin').checked, tick('Geonode').checked]).toEqual([true, true]);
    expect(rowOf('Geonode').getByText('Authorization is sent to')).toBeDefined();
    expect(screen.getByText('Save 2 profiles')).toBeDefined();
  });

  it('leaves out what is there already, and what is twice in the import', async () => {
    await saveImported(browser.ports, { profiles: [SANDBOX_ADMIN], pick: false });
    drawImport(browser);

    await importProfiles([
      importedOf(SANDBOX_ADMIN),
      importedOf(GEONODE),
      importedOf({ ...GEONODE, name: 'Geonode again' }),
    ]);

    expect(tick('Sandbox admin')).toMatchObject({ checked: false, disabled: false });
    expect(rowOf('Sandbox admin').getByText('There already')).toBeDefined();
    expect(tick('Geonode again')).toMatchObject({ checked: false, disabled: false });
    expect(screen.getByText('Save 1 profile')).toBeDefined();
  });

  it('says remarks in words, with their place in the source', async () => {
    drawImport(browser);

    await importProfiles(
      [importedOf(GEONODE, 'narrowed', 'response-header')],
      [{ code: 'redirect', place: 'Profile 2' }],
    );

    expect(rowOf('Geonode').getByText(/does not change response headers/)).toBeDefined();
    expect(rowOf('Geonode').getByText('entry response-header')).toBeDefined();
    expect(screen.getByText('Profile 2')).toBeDefined();
  });

  it('says once that rows are narrowed, and marks each', async () => {
    drawImport(browser);

    await importProfiles([importedOf(GEONODE, 'narrowed'), importedOf(SANDBOX_ADMIN)]);

    expect(screen.getAllByText(/fewer requests than in the source/i)).toHaveLength(1);
    expect(rowOf('Geonode').getByText('Narrowed')).toBeDefined();
    expect(rowOf('Sandbox admin').queryByText('Narrowed')).toBeNull();
  });

  it('says to which server a secret of the file will go, and whose account it is', async () => {
    const fields = { tokenUrl: 'https://evil.test/token', clientId: 'c', clientSecret: 's3cret' };
    drawImport(browser);

    await importProfiles([
      importedOf(draftOf('Robot', 'https://api.test', 'oauth2-client-credentials', fields)),
    ]);

    expect(rowOf('Robot').getByText('The client secret will be sent to evil.test.')).toBeDefined();
    expect(screen.getByText(/acts as the account it belongs to/)).toBeDefined();
  });

  it('speaks of a client secret only if the client has one', async () => {
    const fields = {
      authorizationUrl: 'https://auth.test/authorize',
      tokenUrl: 'https://auth.test/token',
      clientId: 'c',
    };
    drawImport(browser);

    await importProfiles([
      importedOf(draftOf('Public', 'https://a.test', 'oauth2-authorization-code', fields)),
      importedOf(
        draftOf('Private', 'https://b.test', 'oauth2-authorization-code', {
          ...fields,
          clientSecret: 's3cret',
        }),
      ),
    ]);

    expect(rowOf('Public').getByText('Sign-in data is sent to auth.test.')).toBeDefined();
    expect(rowOf('Public').queryByText(/client secret/)).toBeNull();
    expect(
      rowOf('Private').getByText('The client secret will be sent to auth.test.'),
    ).toBeDefined();
  });

  it('names what is stored for the same site', async () => {
    const draft = draftOf('Other', 'https://api1.test', 'bearer', { token: 'abc' });
    drawImport(browser);

    await importProfiles([importedOf(draft)]);

    expect(screen.getByText(/^Stored for this site: /)).toBeDefined();
  });
});

describe('a row that is not ready', () => {
  it('without a site takes one in the row, and is ticked then', async () => {
    drawImport(browser);
    await importProfiles([notReady(NO_SITE, 'site-missing')]);
    expect(tick('Mobile')).toMatchObject({ checked: false, disabled: true });
    expect(rowOf('Mobile').getByText('Not ready')).toBeDefined();
    expect(rowOf('Mobile').getByText(/^No site is named/)).toBeDefined();

    type(rowOf('Mobile').getByLabelText('Site'), 'https://api.mobile.test/v1/users');

    await waitFor(() => expect(tick('Mobile').checked).toBe(true));
    expect(rowOf('Mobile').queryByText(/^Not ready|^No site is named/)).toBeNull();
    fireEvent.click(screen.getByText('Save 1 profile'));
    await waitFor(async () =>
      expect((await stored()).map(({ sites }) => sites)).toEqual([
        [{ origin: 'https://api.mobile.test', path: '/v1/users' }],
      ]),
    );
  });

  it('asks for the credential that is missing, and never shows one of the file', async () => {
    const draft = draftOf('Ada', 'https://api.test', 'api-key', { headerName: 'X-Key', key: '' });
    drawImport(browser);
    await importProfiles([notReady(draft, 'credential-missing')]);

    const field = rowOf('Ada').getByLabelText('API key');
    expect(field).toHaveProperty('type', 'password');
    type(field, 'typed here');

    await waitFor(() => expect(tick('Ada').checked).toBe(true));
    expect(rowOf('Ada').getByLabelText('API key')).toHaveProperty('value', 'typed here');
  });

  it('with a filter that could not be read exactly is saved only when the user says so', async () => {
    drawImport(browser);
    await importProfiles([notReady(GEONODE, 'filter-inexact')]);
    expect(tick('Geonode')).toMatchObject({ checked: false, disabled: true });
    expect(rowOf('Geonode').getByLabelText('Site')).toHaveProperty(
      'value',
      'https://api.geonode.test',
    );

    fireEvent.click(rowOf('Geonode').getByText('Use this site'));

    await waitFor(() => expect(tick('Geonode')).toMatchObject({ checked: true, disabled: false }));
  });

  it('with an odd credential is saved once the user means it', async () => {
    const draft = draftOf('Odd', 'https://api.test', 'bearer', { token: 'spaces inside it' });
    drawImport(browser);
    await importProfiles([importedOf(draft)]);
    expect(tick('Odd').disabled).toBe(true);

    fireEvent.click(rowOf('Odd').getByText('Use it as it is'));

    await waitFor(() => expect(tick('Odd').checked).toBe(true));
  });

  it('over plain http takes another address', async () => {
    const draft = draftOf('Plain', 'http://api.test', 'bearer', { token: 'abcdef' });
    drawImport(browser);
    await importProfiles([notReady(draft, 'http-plain')]);
    expect(tick('Plain').disabled).toBe(true);

    type(rowOf('Plain').getByLabelText('Site'), 'https://api.test');

    await waitFor(() => expect(tick('Plain').checked).toBe(true));
  });
});

describe('saving a review', () => {
  it('saves the ticked rows under their new names, and asks for all sites at once', async () => {
    const { onDone } = drawImport(browser);
    await importProfiles([importedOf(SANDBOX_ADMIN), importedOf(GEONODE)]);
    type(rowOf('Geonode').getByLabelText('Name'), 'Renamed');

    // At once: a new name is saved without another look.
    fireEvent.click(screen.getByText('Save 2 profiles'));

    // In the tick of the click: browsers ask only then.
    expect(asked).toEqual(['https://api.geonode.test/*', 'https://api.gluwa.test/*']);
    await waitFor(() => expect(onDone).toHaveBeenCalledOnce());
    expect((await stored()).map(({ name }) => name)).toEqual(['Renamed', 'Sandbox admin']);
    expect((await openVault(browser.ports)).content.sitePicks).toEqual({});
  });

  it('picks them only if the user wants that', async () => {
    const { onDone } = drawImport(browser);
    await importProfiles([importedOf(GEONODE)]);

    fireEvent.click(screen.getByLabelText('Use them now'));
    fireEvent.click(screen.getByText('Save 1 profile'));

    await waitFor(() => expect(onDone).toHaveBeenCalledOnce());
    expect(Object.keys((await openVault(browser.ports)).content.sitePicks)).toEqual([
      'https://api.geonode.test',
    ]);
  });

  it('saves nothing that is not ticked', async () => {
    const { send } = drawImport(browser);
    await importProfiles([importedOf(GEONODE)]);

    fireEvent.click(tick('Geonode'));
    fireEvent.click(await screen.findByText('Save profiles'));

    expect(send).not.toHaveBeenCalledWith(expect.objectContaining({ type: 'import/save' }));
    expect(asked).toEqual([]);
  });

  it('shows beside its row why one was refused, and saves none', async () => {
    const long = draftOf('Long', 'https://api.test', 'custom-header', {
      headerName: 'X-Long',
      value: 'x'.repeat(20_000),
    });
    const { onDone } = drawImport(browser);
    await importProfiles([importedOf(GEONODE), importedOf(long)]);

    fireEvent.click(screen.getByText('Save 2 profiles'));

    expect(await rowOf('Long').findByRole('alert')).toBeDefined();
    expect(onDone).not.toHaveBeenCalled();
    expect(await stored()).toEqual([]);
  });
});

describe('the names and ticks of a review', () => {
  it('are kept for the time after a lock, without any credential', async () => {
    const { sent } = drawImport(browser);
    await importProfiles([importedOf(SANDBOX_ADMIN), importedOf(GEONODE)]);

    fireEvent.click(tick('Geonode'));

    await waitFor(() =>
      expect(sent.at(-1)).toEqual({
        type: 'import/keep',
        review: { files: [''], ticks: { 1: false } },
      }),
    );
  });

  it('come back when the same files are chosen again', async () => {
    drawImport(browser, { files: [''], ticks: { 1: false } });
    await screen.findByText(/Choose the same files again/);

    await importProfiles([importedOf(SANDBOX_ADMIN), importedOf(GEONODE)]);

    expect([tick('Sandbox admin').checked, tick('Geonode').checked]).toEqual([true, false]);
  });

  it('do not with other files', async () => {
    drawImport(browser, { files: ['other.json'], ticks: { 1: false } });
    await screen.findByText('other.json');

    await importProfiles([importedOf(SANDBOX_ADMIN), importedOf(GEONODE)]);

    expect(tick('Geonode').checked).toBe(true);
  });
});

proves('T7', 'no credential of a file is in the document of its review', async (tried) => {
  const secrets = ['s3cret-password', 's3cret-token', 's3cret-client', 's3cret-value'];
  const fields = { tokenUrl: 'https://auth.test/t', clientId: 'c', clientSecret: 's3cret-client' };
  drawImport(browser);
  await importProfiles([
    importedOf(
      draftOf('A', 'https://a.test', 'basic', { username: 'u', password: 's3cret-password' }),
    ),
    notReady(
      { ...draftOf('B', '', 'bearer', { token: 's3cret-token' }), sites: [] },
      'site-missing',
    ),
    importedOf(draftOf('C', 'https://c.test', 'oauth2-client-credentials', fields)),
    notReady(
      draftOf('D', 'http://d.test', 'custom-header', { headerName: '', value: 's3cret-value' }),
      'http-plain',
    ),
    // A doubt shows a sentence about the value.
    importedOf(draftOf('E', 'https://e.test', 'bearer', { token: 's3cret-token with spaces' })),
  ]);

  const values = [...document.querySelectorAll('input, textarea')].map(
    // Cast: these are the elements with a value.
    (field) => (field as HTMLInputElement).value,
  );
  const shown = [document.documentElement.outerHTML, ...values].join('\n');
  for (const secret of secrets) expect(shown).not.toContain(secret);
  tried(secrets.length);
});
