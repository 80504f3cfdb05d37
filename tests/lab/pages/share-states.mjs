/** The states of shared files: one that is made, and one that another person has sent. */
import { chooseFile } from './chosen-file.mjs';
import { click, fill, press, words } from './controls.mjs';
import { openEditor } from './keybearer.mjs';
import { submitProfile } from './profile-form.mjs';
import { openRow } from './profile-row.mjs';
import { narrow } from './tour.mjs';

/** @typedef {import('puppeteer-core').Page} Page */

const SAFE = {
  colour: 'teal',
  callers: [],
  strict: false,
  ownForms: false,
  ownPictures: false,
  allowCache: false,
  allowHttp: false,
};

/**
 * @param {string} scheme
 * @param {Readonly<Record<string, string>>} fields
 * @param {readonly string[]} asks
 */
const header = (scheme, fields, asks) => ({ scheme, fields, asks, paths: [], methods: [] });

const RECEIVED = JSON.stringify({
  format: 'keybearer-share',
  version: 1,
  profiles: [
    {
      ...SAFE,
      name: 'Orders of the team',
      note: 'Ask Ada for a token of your own.',
      sites: [{ url: 'https://orders.partner.test', path: '/v1' }],
      headers: [header('bearer', {}, ['token'])],
      callers: ['https://console.partner.test'],
      ownForms: true,
    },
    {
      ...SAFE,
      name: 'Reports',
      strict: true,
      sites: [
        { url: 'https://reports.partner.test', path: '/' },
        { url: 'https://reports.partner.test:8443', path: '/' },
      ],
      headers: [
        header(
          'oauth2-client-credentials',
          {
            tokenUrl: 'https://login.partner.test/token',
            clientId: 'reports-reader',
            scope: 'reports.read',
          },
          ['clientSecret'],
        ),
        { ...header('api-key', { headerName: 'X-API-Key' }, ['key']), paths: ['/export'] },
      ],
    },
    {
      ...SAFE,
      name: 'In the office',
      sites: [{ url: 'http://printer.office.test', path: '/' }],
      headers: [header('basic', { username: 'front-desk' }, ['password'])],
      allowHttp: true,
    },
  ],
});

/**
 * @param {import('./tour.mjs').Tour} tour
 * @param {string} name Of a profile with a site.
 * @param {{ readonly name: string, readonly secret: string }} careless A profile and its secret.
 */
export async function visitShare({ keybearer, manager }, name, careless) {
  await manager('manager-share', '', async (page) => {
    await openRow(page, name);
    await press(page, words('shareAction'));
    await page.waitForSelector('dialog[open] .fingerprint');
  });
  await manager('manager-share-saved', '', async (page) => {
    await openRow(page, name);
    await press(page, words('shareAction'));
    await click(page, 'dialog summary');
    await press(page, words('shareSave'));
    await page.waitForSelector('dialog output:not(:empty)');
  });
  const renamed = `Admin ${careless.secret}`;
  await rename(careless.name, renamed);
  await manager('manager-share-refused', '', async (page) => {
    await openRow(page, renamed);
    await press(page, words('shareAction'));
    await page.waitForSelector('dialog [role="alert"]');
  });
  await rename(renamed, careless.name);
  await manager('manager-shared', '#/import', review);
  await manager('manager-shared-problem', '#/import', async (page) => {
    await review(page);
    await fill(page, words('field_bearer_token'), 'Bearer abc');
    await press(page, words('importSave', '2'));
    await page.waitForSelector('[aria-invalid="true"]');
  });
  await manager('manager-shared-narrow', '#/import', async (page) => {
    await narrow(page);
    await review(page);
  });

  /** @param {string} before @param {string} after */
  async function rename(before, after) {
    const page = await keybearer.openManager();
    await openEditor(page, before);
    await fill(page, words('formName'), after);
    await submitProfile(page, after);
    await page.close();
  }
}

/** @param {Page} page */
async function review(page) {
  await chooseFile(page, 'team.json', RECEIVED);
  await page.waitForSelector('.shared-profile');
}
