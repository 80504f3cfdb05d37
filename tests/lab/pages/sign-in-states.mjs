/**
 * The states about tokens from a server: signed in, signed out, and the results of a
 * sign-in. The servers are the lab's, so each state is one that a person can come to.
 */

import { BAD_AUTH_ORIGIN, badIssuer } from '../apis/oauth/bad-oauth-modes.mjs';
import { IXO, IXO_AUTH, PROFILES, SIGNED_OVER_TIME } from '../demo/demo-profiles.mjs';
import { button, chooseInMenu } from './controls.mjs';
import { press, words } from './keybearer.mjs';
import { fillProfile, submitProfile } from './profile-form.mjs';
import { clickInRow, openRow } from './profile-row.mjs';

/**
 * @typedef {import('puppeteer-core').Page} Page
 * @typedef {import('./tour.mjs').Prepare} Prepare
 * @typedef {import('./profile-form.mjs').NewProfile} NewProfile
 */

const COMPANY = 'eu-central-1.of-a-rather-large-company.test';
/** This provider shows a page and never redirects back. */
const PATIENT_PROVIDER = `https://login.identity.${COMPANY}`;
const LONG_SITE = `https://sandbox.api.${COMPANY}`;
const LONG_NAME = 'A rather long name for the administrator of the second sandbox';
const CHOSEN = badIssuer('chosen');

/** @param {'authorization_code' | 'client_credentials' | 'device_code'} scheme */
const labels = (scheme) => (/** @type {string} */ name) =>
  // Cast: each scheme has the fields that are named below.
  words(/** @type {import('./controls.mjs').MessageKey} */ (`field_oauth2_${scheme}_${name}`));
const ofCode = labels('authorization_code');
const ofClient = labels('client_credentials');
const ofDevice = labels('device_code');

/** @satisfies {Record<string, import('./keybearer.mjs').NewProfile>} */
const PEOPLE = {
  ada: {
    name: 'Ada',
    site: IXO,
    scheme: words('scheme_oauth2_authorization_code'),
    fields: {
      [ofCode('authorizationUrl')]: `${CHOSEN}/authorize`,
      [ofCode('tokenUrl')]: `${CHOSEN}/token`,
      [ofCode('clientId')]: 'ada',
      // The server has no such endpoint.
      [words('fieldOptional', ofCode('revocationUrl'))]: `${CHOSEN}/revoke`,
    },
  },
  patient: {
    name: LONG_NAME,
    site: LONG_SITE,
    scheme: words('scheme_oauth2_authorization_code'),
    fields: {
      [ofCode('authorizationUrl')]: `${PATIENT_PROVIDER}/blank`,
      [ofCode('tokenUrl')]: `${CHOSEN}/token`,
      [ofCode('clientId')]: 'patient',
    },
  },
  device: {
    name: 'Television',
    site: BAD_AUTH_ORIGIN,
    scheme: words('scheme_oauth2_device_code'),
    fields: {
      [ofDevice('deviceUrl')]: `${CHOSEN}/device`,
      [ofDevice('tokenUrl')]: `${CHOSEN}/token`,
      [ofDevice('clientId')]: 'television',
    },
  },
  robot: {
    name: 'Robot',
    site: BAD_AUTH_ORIGIN,
    scheme: words('scheme_oauth2_client_credentials'),
    fields: {
      [ofClient('tokenUrl')]: `${CHOSEN}/token`,
      [ofClient('clientId')]: 'robot',
      [ofClient('clientSecret')]: 'not checked here',
    },
  },
};

/**
 * @param {import('./tour.mjs').Tour} tour It has no profile for these sites, and IXO is allowed.
 * @param {string} passphrase
 */
export async function visitSignIns(tour, passphrase) {
  const { chromium, keybearer, lab, visit, popup, manager } = tour;
  const { choose, gate } = lab.badOauth;
  const ixo = await chromium.newPage(`${IXO}/`);
  const bad = await chromium.newPage(`${BAD_AUTH_ORIGIN}/blank`);
  const long = await chromium.newPage(`${LONG_SITE}/blank`);

  await manager('editor-jwt-signed', '#/profile/new', (page) =>
    fillProfile(page, PROFILES.ixoMinted),
  );
  await manager('editor-signature-over-time', '#/profile/new', (page) =>
    fillProfile(page, SIGNED_OVER_TIME.wsse),
  );
  await manager('editor-totp', '#/profile/new', (page) => fillProfile(page, PROFILES.codes));
  // The walk through discovery has allowed it.
  await chromium.revokeHost(`${IXO_AUTH}/*`);
  await add('editor-client-credentials', PROFILES.ixoClient);
  await popup('popup-server-not-allowed', ixo, says('error_token_endpoint_not_allowed'));
  await chromium.allowHost(`${IXO_AUTH}/*`);
  await popup('popup-get-token', ixo, async (page) => {
    // Firefox allows nothing without a click of ours.
    if (chromium.name !== 'chromium') {
      await press(page, words('verdictAllow', new URL(IXO_AUTH).host));
    }
    // The background has asked for a token as soon as the server was allowed.
    await page.waitForSelector('.verdict.good');
    await chooseInMenu(page, 'getToken');
    await page.waitForSelector('#replacing');
  });

  await add('editor-sign-in', PEOPLE.patient);
  await chromium.allowHost(`${LONG_SITE}/*`);
  await chromium.allowHost(`${BAD_AUTH_ORIGIN}/*`);
  await popup('popup-signed-out', long, async (page) => {
    await press(page, words('verdictAllowHere'));
    await says('error_signed_out')(page);
  });
  const patient = await signInPage(long);
  await visit('sign-in', patient);
  const provider = await chromium.opened(
    () => press(patient, words('signInBegin')),
    PATIENT_PROVIDER,
  );
  await visit('sign-in-window', patient);
  await provider.close();
  await says('error_sign_in_cancelled')(patient);
  await visit('sign-in-cancelled', patient);
  await patient.evaluate(() => {
    // No person is there to press the browser's own button. The page's API has no type here.
    const { permissions } = /** @type {any} */ (globalThis).chrome;
    permissions.request = async () => false;
  });
  await press(patient, words('signInAgain'));
  await says('error_token_endpoint_not_allowed')(patient);
  await visit('sign-in-not-allowed', patient);
  await patient.close();

  await add('editor-device-code', PEOPLE.device);
  choose('device-pending');
  const device = await signInPage(bad);
  await press(device, words('signInBegin'));
  await device.waitForSelector('code');
  await visit('sign-in-code', device);
  choose('device-denied');
  await says('error_sign_in_refused')(device);
  await visit('sign-in-refused', device);
  choose('good');
  await press(device, words('signInAgain'));
  await says('signInDone')(device);
  await device.close();

  await keybearer.addProfile(PEOPLE.ada);
  choose('wrong-state');
  const ada = await signInPage(ixo);
  await press(ada, words('signInBegin'));
  await says('error_sign_in_mismatch')(ada);
  await visit('sign-in-mismatch', ada);
  choose('no-refresh-token');
  await press(ada, words('signInAgain'));
  await says('signInDoneOnce')(ada);
  await visit('sign-in-done-once', ada);
  await ada.reload();
  choose('good');
  await press(ada, words('signInBegin'));
  await says('signInDone')(ada);
  await visit('sign-in-done', ada);
  await ada.close();

  choose('held');
  await keybearer.addProfile(PEOPLE.robot);
  await keybearer.pick(ixo, PROFILES.ixoClient.name);
  await popup('popup-waiting', bad, says('error_token_pending'));
  await manager('manager-tokens', '', async (page) => {
    for (const { name } of [PEOPLE.device, PEOPLE.robot]) await openRow(page, name);
    await says('signedIn')(page);
  });
  choose('refresh-revoked');
  gate.open();
  await keybearer.pick(bad, PEOPLE.device.name);
  await keybearer.lock(bad);
  await keybearer.unlock(bad, passphrase);
  await popup('popup-sign-in-ended', bad, says('error_sign_in_ended'));
  await manager('manager-signed-out', '', async (page) => {
    await clickInRow(page, PEOPLE.ada.name, `button[text()='${words('signOut')}']`);
    await says('signOutNotTold')(page);
  });

  /** Visited filled in, and saved. @param {string} name @param {NewProfile} profile */
  async function add(name, profile) {
    // Cast: this browser's tabs are such.
    const page = /** @type {Page} */ (await keybearer.openManager('#/profile/new'));
    await page.setViewport({ width: 800, height: 720 });
    await fillProfile(page, profile);
    await visit(name, page);
    await submitProfile(page, profile.name);
    await page.close();
  }

  /** The popup's sign-in page, on a site whose profile is signed out. @param {Page} over */
  async function signInPage(over) {
    const open = await chromium.openPopup(over);
    // Cast: this browser's tabs are such.
    const page = /** @type {Page} */ (
      await chromium.opened(() => press(open, words('signInBegin')))
    );
    await page.setViewport({ width: 800, height: 720 });
    await page.waitForSelector(button(words('signInBegin')));
    return page;
  }
}

/** Resolves once the page says so. @param {import('./controls.mjs').MessageKey} key */
function says(key) {
  return (/** @type {Page} */ page) =>
    page.waitForFunction((told) => document.body.innerText.includes(told), {}, words(key));
}
