/** The states of the profile editor: a new form, and a form with typed text. */
import { BAD_API_ORIGIN, badResource } from '../apis/oauth/bad-api.mjs';
import { basicFields, GLUWA, IXO, IXO_AUTH, NOTES, PROFILES } from '../demo/demo-profiles.mjs';
import { button, choose, click, tick, typeInto } from './controls.mjs';
import { fill, openEditor, press, words } from './keybearer.mjs';
import { field, fillCredential, fillProfile } from './profile-form.mjs';
import { openRow } from './profile-row.mjs';

/** @typedef {import('puppeteer-core').Page} Page */

/** @param {Pick<import('./tour.mjs').Tour, 'manager'>} tour */
export async function visitNewForms({ manager }) {
  await manager('editor-new', '#/profile/new');
  await manager('editor-templates', '#/profile/new', async (page) => {
    await click(page, 'summary');
    await typeInto(page, '.presets input', 'api');
  });
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
}

/**
 * A JWT, from the field it is typed into to its countdown.
 *
 * @param {import('./tour.mjs').Tour} tour
 */
export async function visitTokens({ chromium, keybearer, popup, manager }) {
  const { name } = PROFILES.ixoBearer;
  await manager('editor-jwt', '#/profile/new', async (page) => {
    await fillProfile(page, PROFILES.ixoBearer);
    await page.waitForSelector('.facts time');
    await page.waitForSelector('.preview td');
  });
  await chromium.allowHost(`${IXO}/*`);
  await keybearer.addProfile(PROFILES.ixoBearer);
  const ixo = await chromium.newPage(`${IXO}/`);
  await popup('popup-expires', ixo, async (page) => {
    await press(page, words('seenMore'));
    await page.waitForSelector('.why');
  });
  await manager('editor-stored-jwt', '', async (page) => {
    await openEditor(page, name);
    await page.waitForSelector('.facts time');
    await page.waitForSelector('.preview td');
  });
  await keybearer.removeProfile(name);
  await ixo.close();
}

/**
 * Servers' metadata on signing in, and the editor's proposals from these.
 *
 * @param {import('./tour.mjs').Tour} tour
 */
export async function visitDiscovery({ chromium, manager }) {
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
  const silent = words('field_oauth2_authorization_code_silent');
  const scope = words('fieldOptional', words('field_oauth2_authorization_code_scope'));
  await manager('editor-silent', '#/profile/new', async (page) => {
    await fill(page, words('formSite'), IXO);
    await choose(page, field('formScheme'), words('scheme_oauth2_authorization_code'));
    await fill(
      page,
      words('field_oauth2_authorization_code_authorizationUrl'),
      `${IXO_AUTH}/authorize`,
    );
    await fill(page, scope, 'openid');
    await tick(page, silent);
  });
  await manager('editor-silent-not-offered', '#/profile/new', async (page) => {
    await fill(page, words('formSite'), IXO);
    await choose(page, field('formScheme'), words('scheme_oauth2_authorization_code'));
    await fill(page, words('field_oauth2_authorization_code_authorizationUrl'), `${IXO}/authorize`);
  });
  await manager('editor-issuer-problem', '#/profile/new', async (page) => {
    await choose(page, field('formScheme'), words('scheme_oauth2_authorization_code'));
    await fill(page, issuer, BAD_API_ORIGIN);
    await press(page, words('issuerLookUp'));
    await page.waitForSelector('[role="alert"]');
  });
}

/**
 * A login that is tried: the shape of its answer, and a refusal.
 *
 * @param {import('./tour.mjs').Tour} tour
 */
export async function visitTriedLogin({ chromium, manager }) {
  const tryIt = words('tryLogin', new URL(NOTES).host);
  const { notesLogin } = PROFILES;
  const secret = words('field_login_token_secretFields');
  await chromium.allowHost(`${NOTES}/*`);
  await manager('editor-login', '#/profile/new', async (page) => {
    await fillProfile(page, notesLogin);
    await page.waitForSelector(button(tryIt));
  });
  await manager('editor-login-tried', '#/profile/new', async (page) => {
    await fillProfile(page, notesLogin);
    await press(page, tryIt);
    await press(page, `${words('tryLoginUse_token')}: /data/token`);
    await page.waitForSelector('.login-members [aria-pressed="true"]');
  });
  await manager('editor-login-refused', '#/profile/new', async (page) => {
    const fields = { ...notesLogin.fields, [secret]: 'password=wrong' };
    await fillProfile(page, { ...notesLogin, fields });
    await press(page, tryIt);
    await page.waitForSelector('.try-login .server-words');
  });
  await manager('editor-login-redirected', '#/profile/new', async (page) => {
    const fields = {
      ...notesLogin.fields,
      [words('field_login_token_url')]: `${NOTES}/auth/login`,
    };
    await fillProfile(page, { ...notesLogin, fields });
    await press(page, tryIt);
    await page.waitForSelector(button(words('tryLoginUseAddress', `${NOTES}/auth/login/`)));
  });
}

/**
 * A credential that has another one's place, and the other way round.
 *
 * @param {import('./tour.mjs').Tour} tour
 * @param {Page} geonode The page of GEONODE in a tab of its own.
 */
export async function visitReplaced({ chromium, keybearer, popup, manager, say }, geonode) {
  const { name } = PROFILES.geonode;
  await keybearer.editProfile(name, async (form) => {
    await press(form, words('formReplace'));
    await fillCredential(form, basicFields({ username: 'lab', password: 'rotated' }));
  });
  await popup('popup-replaced', geonode, (page) => page.waitForSelector('main .notice'));
  await manager('manager-replaced', '', (page) => openRow(page, name));
  const list = await keybearer.openManager();
  await openRow(list, name);
  await press(list, words('keptEarlierBack'));
  await list.waitForSelector(`::-p-aria([name="${words('keptNewerBack')}"])`);
  await list.close();
  await popup('popup-gone-back', geonode, (page) => page.waitForSelector('main .notice'));
  await manager('manager-gone-back', '', (page) => openRow(page, name));
  await manager('editor-rotation-problem', '', async (page) => {
    await openEditor(page, name);
    await typeInto(page, field('formRotateDays'), 'often');
    await press(page, words('formSave'));
    await page.waitForSelector('[aria-invalid="true"]');
  });
  await popup('popup-credential-in-bin', geonode, async (page) => {
    // The offer to undo ends after ten seconds, which are shorter than the checks of one state.
    await page.evaluate(() => {
      const now = Date.now();
      Date.now = () => now;
    });
    await press(page, words('keptNewerForget'));
    await page.waitForSelector('.notice.told');
  });
  await chromium.inBackground(() => chrome.storage.session.remove(['undo']));
  await say({});
}

/**
 * Forms that were left half typed, and forms that another window has overtaken.
 *
 * @param {import('./tour.mjs').Tour} tour
 * @param {Page} geonode The page of GEONODE in a tab of its own.
 */
export async function visitUnsaved(tour, geonode) {
  const { chromium, keybearer, visit, managerUrl, manager } = tour;

  const left = await chromium.newPage(`${managerUrl}#/profile/new`);
  await fill(left, words('formName'), 'Half typed');
  await fill(left, words('field_basic_username'), 'admin');
  await fill(left, words('field_basic_password'), 'secret ');
  await left.close();
  const changed = await chromium.newPage(managerUrl);
  await openEditor(changed, PROFILES.geonode.name);
  await typeInto(changed, field('formNote'), 'Half a thought');
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
    const note = 'Only for the sandbox, and only until the end of the year';
    await typeInto(page, field('formNote'), note);
    await typeInto(page, field('formPath'), '/v1');
    await other.bringToFront();
    await typeInto(other, field('formNote'), 'For everybody');
    await tick(other, words('formStrict'));
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
    await typeInto(page, field('formNote'), 'Still needed');
    await keybearer.removeProfile('Removed');
    await page.bringToFront();
    await page.waitForSelector('.conflict');
  });
}
