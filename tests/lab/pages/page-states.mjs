/**
 * Every state of every page, one after another, as a person would come to them: for screenshots,
 * and for whatever has to hold in all of them.
 */
import { readFileSync } from 'node:fs';
import { BAD_API_ORIGIN, badResource } from '../apis/oauth/bad-api.mjs';
import { basicFields, GEONODE, GLUWA, IXO, IXO_AUTH, PROFILES } from '../demo/demo-profiles.mjs';
import { visitActivity } from './activity-states.mjs';
import { button, choose, click, typeInto } from './controls.mjs';
import { fill, keybearerIn, openEditor, press, words } from './keybearer.mjs';
import { addPasskey, plugIn } from './passkeys.mjs';
import { field, fillCredential, fillProfile } from './profile-form.mjs';
import { visitSignIns } from './sign-in-states.mjs';
import { storeCopies } from './stored-copies.mjs';

/**
 * @typedef {import('puppeteer-core').Page} Page
 * @typedef {(name: string, page: Page) => Promise<void>} Visit Called with the page in that state.
 */

const PASSPHRASE = 'keybearer page states';
const LONG_NAME = 'A rather long name for the second sandbox administrator';

/** @type {typeof import('../../vectors/vault-later-format.json')} */
const LATER = JSON.parse(
  readFileSync(new URL('../../vectors/vault-later-format.json', import.meta.url), 'utf8'),
);

/**
 * @param {import('../browsers/chromium.mjs').LabChromium} chromium With a profile that has seen no vault.
 * @param {import('../lab.mjs').Lab} lab
 * @param {Visit} visit
 */
export async function visitPageStates(chromium, lab, visit) {
  const keybearer = keybearerIn(chromium);
  const managerUrl = `chrome-extension://${chromium.extensionId}/src/manager/manager.html`;
  const blank = await chromium.newPage('about:blank');
  const site = await chromium.newPage(`${GLUWA}/`);

  await popup('popup-first-run', site);
  await manager('manager-setup');
  await manager('manager-setup-problem', '', async (page) => {
    await fill(page, words('setupPassphrase'), 'short');
    await press(page, words('setupSuggest'));
    await press(page, words('setupCreate'));
  });
  await keybearer.createVault(site, PASSPHRASE);

  await manager('manager-empty');
  await popup('popup-no-profile', site);
  await popup('popup-no-site-empty', blank);
  await manager('editor-new', '#/profile/new');
  await manager('editor-preset', '#/profile/new', async (page) => {
    await click(page, 'summary');
    await press(page, 'Gluwa, BTC');
    await page.waitForSelector('.preview td');
  });
  await manager('editor-doubt', '#/profile/new', async (page) => {
    await fill(page, words('field_basic_username'), 'admin');
    await fill(page, words('field_basic_password'), 'secret ');
    await page.waitForSelector('[aria-invalid="true"]');
  });
  await manager('editor-problem', '#/profile/new', async (page) => {
    await fill(page, words('formName'), 'Plain');
    await fill(page, words('formSite'), 'http://api.gluwa.test');
    await press(page, words('formSave'));
    await page.waitForSelector('[role="alert"]');
  });

  await keybearer.addProfile(PROFILES.ethereum);
  await popup('popup-not-allowed', site);
  await manager('manager-not-allowed');
  for (const host of [GLUWA, GEONODE]) await chromium.allowHost(`${host}/*`);
  await keybearer.allowInPopup(site, new URL(GLUWA).host);
  await popup('popup-signed', site);
  await popup('popup-copied', site, async (page) => {
    await click(page, 'details.more > summary');
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
  await popup('popup-path-scope', geonode);
  await visitActivity({ chromium, keybearer, popup, manager }, site);
  await visitTokens();
  await visitDiscovery();
  await popup('popup-no-site', blank);
  await manager('manager-profiles');
  await manager('editor-stored', '', (page) =>
    press(page, words('managerEdit'), 'link').then(() => page.waitForSelector('form')),
  );
  await visitReplaced();
  await visitUnsaved();
  await manager('manager-remove', '', (page) => press(page, words('managerDelete')));
  await manager('manager-settings', '#/settings');
  await manager('manager-settings-passkeys', '#/settings', async (page) => {
    const laptop = await plugIn(page);
    await addPasskey(page, 'Laptop', PASSPHRASE);
    await laptop.touch(false);
    const key = await plugIn(page, { transport: 'usb' });
    await addPasskey(page, 'Blue security key', PASSPHRASE);
    await key.touch(false);
    await laptop.touch(true);
    await press(page, words('passkeyKeep', 'Laptop'), 'checkbox');
    await page.waitForSelector('fieldset :checked');
  });
  await manager('manager-passkey-add', '#/settings', async (page) => {
    await press(page, words('passkeyAdd'));
    await fill(page, words('passkeyName'), 'Laptop');
    await press(page, words('passkeyCreate'));
    await page.waitForSelector('dialog [aria-invalid="true"]');
  });
  await manager('manager-passkey-remove', '#/settings', async (page) => {
    await press(page, words('passkeyRemove', 'Laptop'));
    await page.waitForSelector('dialog[open]');
  });
  await manager('manager-about', '#/about');
  await manager('manager-about-notices', '#/about', async (page) => {
    await say({ updateWaiting: true, refusedMessages: 3 });
    await page.waitForSelector('.notice');
  });
  await say({ updateWaiting: false });

  await visitSignIns({ chromium, keybearer, lab, visit, popup, manager }, PASSPHRASE);
  await visitDue();
  await keybearer.lock(site);
  await popup('popup-locked', site);
  await say({ lockedBy: 'browser-update' });
  await popup('popup-locked-reason', site);
  await popup('popup-locked-problem', site, async (page) => {
    await fill(page, words('unlockPassphrase'), 'wrong');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[role="alert"]');
  });
  await manager('manager-locked');
  await manager('manager-locked-out', '', (page) => click(page, 'summary'));

  const kept = await chromium.inBackground(() => chrome.storage.local.get('vault'));
  await storeCopies(chromium, { current: 'damaged' }, { current: kept.vault });
  await popup('popup-repaired', site);
  await manager('manager-repaired');
  await told('older-restored', words('notice_older_restored'));
  await told('copy-failing', words('notice_copy_failing'));
  await manager('manager-copy-failing');

  await storeCopies(chromium, { current: LATER.readable }, { current: LATER.readable });
  await keybearer.unlock(site, LATER.passphrase);
  const open = await keybearer.openManager();
  await press(open, words('noticeRead'));
  await open.close();
  await popup('popup-read-only', site);
  await manager('manager-read-only');
  await manager('manager-read-only-refused', '', async (page) => {
    await press(page, words('managerStop'));
    await page.waitForSelector('main > section [role="alert"]');
  });
  await storeCopies(chromium, { current: LATER.closed }, { current: kept.vault });
  await popup('popup-newer', site);
  await manager('manager-newer');

  await storeCopies(chromium, { current: 'damaged', before: 'damaged' }, {});
  await popup('popup-damaged', site);
  await manager('manager-damaged');
  await manager('manager-damaged-problem', '', async (page) => {
    await press(page, words('restore'));
    await page.waitForSelector('[role="alert"]');
    await fill(page, words('startOverConfirm', words('startOverPhrase')), words('startOverPhrase'));
  });

  /**
   * As the background notes it: a disk that fails is not to be had here.
   *
   * @param {string} notice
   * @param {string} sentence
   */
  async function told(notice, sentence) {
    await chromium.inBackground((noted) => chrome.storage.session.set({ notice: noted }), notice);
    // The sentence takes the place of another in the same element, which no selector waits for.
    await popup(`popup-${notice}`, site, (page) =>
      page.waitForFunction((told) => document.body.innerText.includes(told), {}, sentence),
    );
  }

  /**
   * What the background knows and only the browser could tell it. It publishes it when it is asked.
   *
   * @param {Partial<import('../../../src/app/ports').SessionFacts>} facts
   */
  async function say(facts) {
    await chromium.inBackground((known) => chrome.storage.session.set(known), facts);
    const page = await chromium.newPage(managerUrl);
    await page.evaluate(() => chrome.runtime.sendMessage({ type: 'state/read' }));
    await page.close();
  }

  /** A JWT, from the field it is typed into to its countdown. */
  async function visitTokens() {
    const { name } = PROFILES.ixoBearer;
    await manager('editor-jwt', '#/profile/new', async (page) => {
      await fillProfile(page, PROFILES.ixoBearer);
      await page.waitForSelector('.facts time');
    });
    await chromium.allowHost(`${IXO}/*`);
    await keybearer.addProfile(PROFILES.ixoBearer);
    const ixo = await chromium.newPage(`${IXO}/`);
    await popup('popup-expires', ixo, (page) => page.waitForSelector('.verdict time'));
    await manager('editor-stored-jwt', '', async (page) => {
      await openEditor(page, name);
      await page.waitForSelector('.facts time');
    });
    await keybearer.removeProfile(name);
    await ixo.close();
  }

  /** What servers tell of how one signs in, and what is made of it. */
  async function visitDiscovery() {
    const issuer = words('fieldOptional', words('field_oauth2_authorization_code_issuer'));
    const authHost = new URL(IXO_AUTH).host;
    for (const host of [IXO_AUTH, BAD_API_ORIGIN]) await chromium.allowHost(`${host}/*`);
    await manager('editor-find-sign-in', '#/profile/new', async (page) => {
      await fill(page, words('formSite'), badResource('none'));
      await press(page, words('findSignIn'));
      await page.waitForSelector(button(words('findSignInUse', authHost)));
    });
    await manager('editor-find-sign-in-problem', '#/profile/new', async (page) => {
      await fill(page, words('formSite'), badResource('markup'));
      await press(page, words('findSignIn'));
      await page.waitForSelector('[role="alert"]');
    });
    await manager('editor-signed-in-at', '#/profile/new', async (page) => {
      await fill(page, words('formSite'), badResource('none'));
      await press(page, words('findSignIn'));
      await press(page, words('findSignInUse', authHost));
      await page.waitForSelector('details[open]');
      await press(page, words('copy'));
    });
    await manager('editor-issuer-problem', '#/profile/new', async (page) => {
      await choose(page, field('formScheme'), words('scheme_oauth2_authorization_code'));
      await fill(page, issuer, BAD_API_ORIGIN);
      await press(page, words('issuerLookUp'));
      await page.waitForSelector('[role="alert"]');
    });
  }

  /** A credential that has another one's place, and the other way round. */
  async function visitReplaced() {
    const { name } = PROFILES.geonode;
    await keybearer.editProfile(name, async (form) => {
      await press(form, words('formReplace'));
      await fillCredential(form, basicFields({ username: 'lab', password: 'rotated' }));
    });
    await popup('popup-replaced', geonode, (page) => page.waitForSelector('main .notice'));
    await manager('manager-replaced', '', (page) => page.waitForSelector('.card .notice'));
    const list = await keybearer.openManager();
    await press(list, words('keptEarlierBack'));
    await list.waitForSelector(`::-p-aria([name="${words('keptNewerBack')}"])`);
    await list.close();
    await popup('popup-gone-back', geonode, (page) => page.waitForSelector('main .notice'));
    await manager('manager-gone-back', '', (page) => page.waitForSelector('.card .notice'));
    await manager('editor-rotation-problem', '', async (page) => {
      await openEditor(page, name);
      await typeInto(page, field('formRotateDays'), 'often');
      await press(page, words('formSave'));
      await page.waitForSelector('[aria-invalid="true"]');
    });
  }

  /** Three months later, for as long as the background lives. */
  async function visitDue() {
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
    await manager('manager-due', '', (page) => page.waitForSelector('.chip.attention'));
  }

  /** Forms that were left half typed, and forms that another window has overtaken. */
  async function visitUnsaved() {
    const left = await chromium.newPage(`${managerUrl}#/profile/new`);
    await fill(left, words('formName'), 'Half typed');
    await fill(left, words('field_basic_username'), 'admin');
    await fill(left, words('field_basic_password'), 'secret ');
    await left.close();
    const changed = await chromium.newPage(managerUrl);
    await openEditor(changed, PROFILES.geonode.name);
    await fill(changed, words('formNote'), 'Half a thought');
    await changed.close();
    await manager('manager-unsaved', '', (page) => page.waitForSelector('.notice'));
    const popup = await chromium.openPopup(geonode);
    // Cast: this browser's tabs are such.
    const restored = /** @type {Page} */ (
      await chromium.opened(() => press(popup, words('popupAddProfile')))
    );
    await restored.setViewport({ width: 800, height: 720 });
    await fill(restored, words('formSite'), GLUWA);
    await press(restored, words('formSave'));
    await restored.waitForSelector('[data-at-fault="true"]');
    await visit('editor-restored', restored);
    await press(restored, words('cancel'));
    await restored.waitForSelector('form', { hidden: true });
    await restored.close();
    const { name } = PROFILES.ethereum;
    await manager('editor-conflict', '', async (page) => {
      const other = await chromium.newPage(managerUrl);
      await openEditor(other, name);
      await page.bringToFront();
      await openEditor(page, name);
      await fill(
        page,
        words('formNote'),
        'Only for the sandbox, and only until the end of the year',
      );
      await fill(page, words('formPath'), '/v1');
      await other.bringToFront();
      await fill(other, words('formNote'), 'For everybody');
      await press(other, words('formStrict'), 'checkbox');
      await press(other, words('formReplace'));
      await fill(other, words('field_gluwa_ethereum_privateKey'), '1'.repeat(64));
      await press(other, words('formSave'));
      await other.waitForSelector('form', { hidden: true });
      await other.close();
      await page.bringToFront();
      await page.waitForSelector('.conflict');
    });
    await keybearer.addProfile({ ...PROFILES.geonode, name: 'Removed' });
    await manager('editor-removed', '', async (page) => {
      await openEditor(page, 'Removed');
      await fill(page, words('formNote'), 'Still needed');
      await keybearer.removeProfile('Removed');
      await page.bringToFront();
      await page.waitForSelector('.conflict');
    });
  }

  /**
   * @param {string} name
   * @param {Page} over
   * @param {(page: Page) => Promise<unknown>} [prepare]
   */
  async function popup(name, over, prepare) {
    const page = await chromium.openPopup(over);
    await page.waitForSelector('main > *');
    await prepare?.(page);
    await visit(name, page);
    await page.close();
  }

  /**
   * @param {string} name
   * @param {string} [hash]
   * @param {(page: Page) => Promise<unknown>} [prepare]
   */
  async function manager(name, hash = '', prepare) {
    const page = await chromium.newPage(`${managerUrl}${hash}`);
    await page.setViewport({ width: 800, height: 720 });
    await page.waitForSelector('main > *');
    await prepare?.(page);
    await visit(name, page);
    // Or the next form would be this one again.
    if (name.startsWith('editor-')) {
      await press(page, words('cancel'));
      await page.waitForSelector('form', { hidden: true });
    }
    await page.close();
  }
}
