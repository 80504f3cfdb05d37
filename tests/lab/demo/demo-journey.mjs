/**
 * The journey of the demonstration: a vault, its profiles, one of them signed in, and for each kind of
 * authorization in the documents of the APIs one pick and one visit.
 */

import { GLUWA_ADDRESSES } from '../apis/gluwa.mjs';
import { signIn } from '../apis/oauth/sign-in.mjs';
import { keybearerIn, press, words } from '../pages/keybearer.mjs';
import {
  CODES,
  DEMO_EXTRA,
  GEONODE,
  GLUWA,
  IXO,
  IXO_AUTH,
  NOTES,
  PODCASTS,
  PROFILES,
  TALEND,
} from './demo-profiles.mjs';

/** Not secret: it opens a vault of published test keys in a temporary browser profile. */
const DEMO_PASSPHRASE = 'keybearer demonstration';

/** The headers that the APIs' documents ask for. */
const HEADERS = /** @type {const} */ ([
  'authorization',
  'x-request-signature',
  'x-api-key',
  'x-debug',
  'x-lab-otp',
]);

/**
 * @typedef {object} DemoRow
 * @property {string} api
 * @property {string} profile The pick: a profile's name, or Off.
 * @property {string} scheme
 * @property {string} url
 * @property {(typeof HEADERS)[number]} [header] The header that must arrive; absent: none.
 * @property {number} status The API's answer to that, by its document.
 */

/** Swagger UI and GraphiQL. */
const CLIENTS = ['https://docs.login.test', 'https://graphiql.login.test'];

/** The sites that those clients call. */
const CALLED = [IXO, NOTES, PODCASTS];

const off = words('popupOff');
const { apiKey, ethereum, bitcoin, geonode, talendBasic, talendToken } = PROFILES;
const { notesLogin, podcasts, codes } = PROFILES;
const { ixoBearer, ixoKey, ixoClient, ixoMinted, ixoPerson } = PROFILES;
const { ethereum: ethereumAddress, bitcoin: bitcoinAddress } = GLUWA_ADDRESSES;
const bitcoinPath = `${GLUWA}/v1/BTC/Addresses/${bitcoinAddress}`;

/** @type {readonly DemoRow[]} */
export const DEMO_ROWS = [
  { api: 'Gluwa', profile: off, scheme: 'none', url: bitcoinPath, status: 200 },
  {
    api: 'Gluwa',
    profile: off,
    scheme: 'none',
    url: `${bitcoinPath}/Transactions`,
    status: 403,
  },
  row('Geonode', geonode, `${GEONODE}/api/v1/usage/statistics`, 'authorization'),
  // The API answers 200 only with the header of the picked profile beside it.
  { ...row('Geonode', geonode, `${GEONODE}/api/v1/usage/statistics`, 'x-debug'), scheme: 'extra' },
  row('Gluwa', apiKey, `${GLUWA}/v1/Orders`, 'authorization'),
  row(
    'Gluwa',
    ethereum,
    `${GLUWA}/v1/USDCG/Addresses/${ethereumAddress}/Transactions`,
    'x-request-signature',
  ),
  row('Gluwa', bitcoin, `${bitcoinPath}/Transactions`, 'x-request-signature'),
  row('IXO', ixoBearer, `${IXO}/v1/entities`, 'authorization'),
  row('IXO', ixoKey, `${IXO}/v1/networks`, 'x-api-key'),
  row('IXO', ixoClient, `${IXO}/v1/entities`, 'authorization'),
  row('IXO', ixoPerson, `${IXO}/v1/entities`, 'authorization'),
  row('IXO', ixoMinted, `${IXO}/v1/entities`, 'authorization'),
  row('Podcast Index', podcasts, `${PODCASTS}/api/1.0/search/byterm`, 'authorization'),
  row('Codes', codes, `${CODES}/v1/balance`, 'x-lab-otp'),
  row('Notes', notesLogin, `${NOTES}/v1/notes`, 'authorization'),
  row('Talend', talendBasic, `${TALEND}/datasets/customers`, 'authorization'),
  row('Talend', talendToken, `${TALEND}/datasets/invoices`, 'authorization'),
];

/**
 * @param {string} api
 * @param {import('../pages/keybearer.mjs').NewProfile} profile
 * @param {string} url
 * @param {NonNullable<DemoRow['header']>} header
 * @returns {DemoRow}
 */
function row(api, { name, scheme }, url, header) {
  return { api, profile: name, scheme, url, header, status: 200 };
}

/**
 * @param {import('../browsers/lab-page.mjs').LabBrowser} browser
 * @returns {Promise<{ page: import('../browsers/lab-page.mjs').LabPage, passphrase: string }>}
 */
export async function setUpDemo(browser) {
  const keybearer = keybearerIn(browser);
  const page = await browser.newPage('https://lab.test/');
  await keybearer.createVault(page, DEMO_PASSPHRASE);
  const sites = [GLUWA, GEONODE, IXO, IXO_AUTH, NOTES, PODCASTS, CODES, TALEND, ...CLIENTS];
  for (const { hostname } of sites.map((site) => new URL(site))) {
    await browser.allowHost(`https://${hostname}/*`);
  }
  for (const profile of [...Object.values(PROFILES), DEMO_EXTRA]) {
    const isCalled = CALLED.includes(profile.site);
    await keybearer.addProfile({ ...profile, ...(isCalled && { callers: CLIENTS.join(' ') }) });
  }
  const manager = await keybearer.openManager();
  await press(manager, words('signInBegin'), 'link');
  await signIn(browser, manager, IXO_AUTH);
  await manager.waitForSelector(`::-p-xpath(//*[text()='${words('signInDone')}'])`);
  await manager.close();
  return { page, passphrase: DEMO_PASSPHRASE };
}

/**
 * Picks in the popup over the API's own page, then follows the link.
 *
 * @param {import('../browsers/lab-page.mjs').LabBrowser} browser
 * @param {import('../lab.mjs').Lab} lab
 * @param {import('../browsers/lab-page.mjs').LabPage} page
 * @param {DemoRow} row
 */
export async function visit(browser, lab, page, row) {
  await page.goto(`${new URL(row.url).origin}/`);
  await keybearerIn(browser).pick(page, row.profile);
  const mark = lab.log.mark();
  // Refused answers that ask for a password make a headless navigation fail; they arrived.
  await page.goto(row.url).catch(() => undefined);
  const { host, pathname } = new URL(row.url);
  const { headers, status } = await lab.log.waitFor(
    (entry) => entry.host === host && entry.url === pathname,
    { from: mark },
  );
  // The one that is looked for is told also if others came with it.
  const name = [row.header, ...HEADERS].find((each) => each && headers[each]);
  return {
    row,
    status,
    header: name && { name, value: headers[name] ?? '' },
    asDocumented: status === row.status && name === row.header,
  };
}
