/**
 * Every state of every page, one after another, as a person would come to them: for screenshots,
 * and for every check that has to hold in all of them.
 */
import { GEONODE, GLUWA, PROFILES } from '../demo/demo-profiles.mjs';
import { visitAccess, visitCopies } from './access-states.mjs';
import { visitActivity } from './activity-states.mjs';
import { visitBackup, visitBackupDue, visitFirstRestore } from './backup-states.mjs';
import { visitBin } from './bin-states.mjs';
import { button, chooseInMenu, click, typeInto } from './controls.mjs';
import {
  visitDiscovery,
  visitNewForms,
  visitReplaced,
  visitTokens,
  visitTriedLogin,
  visitUnsaved,
} from './editor-states.mjs';
import { visitImport } from './import-states.mjs';
import { fill, press, words } from './keybearer.mjs';
import { visitList } from './list-states.mjs';
import {
  visitEnds,
  visitExtras,
  visitNeighbours,
  visitOnlyInTab,
  visitRows,
  visitWidened,
} from './popup-states.mjs';
import { field } from './profile-form.mjs';
import { openRow } from './profile-row.mjs';
import { visitSettings } from './settings-states.mjs';
import { visitShare } from './share-states.mjs';
import { visitSignIns } from './sign-in-states.mjs';
import { narrow, tourOf } from './tour.mjs';
import { visitLocked, visitStoredVaults } from './vault-states.mjs';

const PASSPHRASE = 'keybearer page states';
const LONG_NAME = 'A rather long name for the second sandbox administrator';

/**
 * @param {import('../browsers/chromium.mjs').LabChromium} chromium With a profile that has seen no vault.
 * @param {import('../lab.mjs').Lab} lab
 * @param {import('./tour.mjs').Visit} visit
 */
export async function visitPageStates(chromium, lab, visit) {
  const tour = tourOf(chromium, lab, visit);
  const { keybearer, popup, manager } = tour;
  const blank = await chromium.newPage('about:blank');
  const site = await chromium.newPage(`${GLUWA}/`);

  await popup('popup-first-run', site);
  await manager('manager-setup');
  await manager('manager-setup-problem', '', async (page) => {
    await fill(page, words('setupPassphrase'), 'short');
    await press(page, words('setupCreate'));
    await page.waitForSelector('[aria-invalid="true"]');
  });
  await manager('manager-setup-suggested', '', async (page) => {
    await press(page, words('setupUseSuggestion'));
    await page.waitForSelector('output.strong');
  });
  await manager('manager-setup-narrow', '', (page) => narrow(page));
  await visitFirstRestore(tour);
  await keybearer.createVault(site, PASSPHRASE);

  await manager('manager-empty');
  await popup('popup-no-profile', site);
  await popup('popup-no-site-empty', blank);
  await visitNewForms(tour);

  await keybearer.addProfile(PROFILES.ethereum);
  await popup('popup-not-allowed', site);
  await manager('manager-not-allowed');
  for (const host of [GLUWA, GEONODE]) await chromium.allowHost(`${host}/*`);
  await keybearer.allowInPopup(site);
  await popup('popup-signed', site);
  await popup('popup-copied', site, async (page) => {
    await chooseInMenu(page, 'copy');
    await press(page, words('copyHeader'));
    await page.waitForSelector(button(words('copiedClear')));
  });
  await keybearer.addProfile({ ...PROFILES.bitcoin, use: false });
  await keybearer.addProfile({ ...PROFILES.geonode, path: '/api/v1' });
  await keybearer.addProfile({
    ...PROFILES.apiKey,
    name: LONG_NAME,
  });
  await popup('popup-set', site);
  await popup('popup-menu', site, async (page) => {
    await click(page, '.choice-row > button');
    await page.waitForSelector('[role="menuitem"]:focus');
  });
  await popup('popup-keys', site, async (page) => {
    await press(page, words('settingsKeys'));
    await page.waitForSelector('dialog[open]');
  });
  await popup('popup-switched', site, async (page) => {
    await click(page, '.choice input');
    await page.waitForSelector('::-p-aria([name="Reload page"])');
  });
  await popup('popup-paused', site, (page) => press(page, words('popupPause'), 'checkbox'));
  await popup('popup-resumed', site, async (page) => {
    await press(page, words('popupResume'));
    await page.waitForSelector('.verdict:not(.attention)');
  });
  const geonode = await chromium.newPage(`${GEONODE}/`);
  await popup('popup-path-scope', geonode, (page) =>
    page.waitForSelector(
      `::-p-xpath(//p[contains(., "${words('cause_path_not_covered', '/api/v1')}")])`,
    ),
  );
  await keybearer.pick(site, PROFILES.ethereum.name);
  await visitRows(tour, site);
  await visitEnds(tour, site, PROFILES.ethereum.name);
  await visitNeighbours(tour);
  await visitActivity(tour, site);
  await visitTokens(tour);
  await visitDiscovery(tour);
  await visitTriedLogin(tour);
  await popup('popup-no-site', blank);
  await manager('manager-profiles');
  await manager('manager-profiles-narrow', '', (page) => narrow(page));
  await manager('editor-stored', '', (page) =>
    press(page, words('managerEdit'), 'link').then(() => page.waitForSelector('.preview td')),
  );
  await visitReplaced(tour, geonode);
  await visitUnsaved(tour, geonode);
  await visitList(tour, PROFILES.ethereum.name);
  await visitShare(tour, PROFILES.ethereum.name, {
    name: PROFILES.bitcoin.name,
    secret: Object.values(PROFILES.bitcoin.fields).join(),
  });
  await visitBin(tour);
  await visitBackup(tour, PASSPHRASE);
  await visitImport(tour);
  await visitSettings(tour, PASSPHRASE);
  await visitSignIns(tour, PASSPHRASE);
  await visitWidened(tour, site, { name: LONG_NAME, passphrase: PASSPHRASE });
  await visitExtras(tour, site, LONG_NAME);
  await visitOnlyInTab(tour, site);
  await visitCopies(tour, { signedIn: 'Ada', other: PROFILES.geonode.name });
  await visitAccess(tour);
  await visitDue(tour, site);
  await visitLocked(tour, site);
  await visitStoredVaults(tour, site);
}

/**
 * Three months later, for as long as the background lives.
 *
 * @param {import('./tour.mjs').Tour} tour
 * @param {import('puppeteer-core').Page} site
 */
async function visitDue(tour, site) {
  const { chromium, keybearer, popup, manager } = tour;
  const remind = (/** @type {string} */ name, /** @type {string} */ days) =>
    keybearer.editProfile(name, (form) => typeInto(form, field('formRotateDays'), days));
  await remind(LONG_NAME, '90');
  await remind(PROFILES.bitcoin.name, '180');
  await chromium.inBackground(
    (ahead) => {
      const real = Date.now;
      Date.now = () => real.call(Date) + ahead;
    },
    93 * 24 * 60 * 60_000,
  );
  await keybearer.unlock(site, PASSPHRASE);
  await keybearer.pick(site, LONG_NAME);
  await popup('popup-due', site, (page) => page.waitForSelector('main .notice'));
  await manager('manager-due', '', (page) => openRow(page, LONG_NAME));
  await visitBackupDue(tour);
}
