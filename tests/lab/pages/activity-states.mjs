/**
 * The states of the activity and of verdicts. Entries are stored as the background stores them: a
 * clock that is a year off, or a limit that is nearly reached, would take longer to cause.
 */

import { GLUWA, PROFILES } from '../demo/demo-profiles.mjs';
import { choose, chooseInMenu, click } from './controls.mjs';
import { fill, openEditor, press, words } from './keybearer.mjs';

/** @typedef {import('../../../src/domain/activity').ActivityEntry} ActivityEntry */

const MINUTE_MS = 60_000;
const TESTED = `${GLUWA}/v1/Users`;

/** @type {readonly Partial<ActivityEntry>[]} The newest first. */
const SEEN = [
  { status: 200, verdict: { cause: 'working' }, limits: [{ remaining: 57, quota: 60 }] },
  {
    method: 'POST',
    status: 401,
    verdict: { cause: 'wrong-scheme', sent: 'Basic', wanted: ['Bearer'] },
    remedy: 'edit-profile',
  },
  { status: 403, verdict: { cause: 'forbidden' }, remedy: 'test' },
  {
    status: 403,
    verdict: {
      cause: 'clock-far-off',
      serverTime: 1_900_000_000_000,
      localTime: 1_800_000_000_000,
    },
    remedy: 'confirm-clock',
  },
  {
    address: `${GLUWA}/v1/accounts/of-a-rather-large-company/transactions/…?page=…&signature=…`,
    status: 401,
    // Casts: origins as the URL parser writes them.
    verdict: {
      cause: 'not-allowed',
      origin: /** @type {import('../../../src/domain/site').Origin} */ ('https://app.test'),
    },
    remedy: 'allow',
  },
  { verdict: { cause: 'certificate', error: 'net::ERR_CERT_AUTHORITY_INVALID' } },
  { verdict: { cause: 'from-service-worker' }, remedy: 'reload-anew', status: 200 },
  { status: 429, verdict: { cause: 'rate-limited' }, remedy: 'wait', limits: [{ remaining: 0 }] },
];

/**
 * @param {import('./tour.mjs').Tour} tour
 * @param {import('puppeteer-core').Page} site The page of GLUWA, in its only tab; one profile there signs.
 */
export async function visitActivity({ chromium, keybearer, popup, manager }, site) {
  const { name } = PROFILES.ethereum;
  await keybearer.pick(site, name);

  await manager('manager-activity-empty', '#/activity', async (page) => {
    await note([], {});
    await says('activityEmpty')(page);
  });
  const entries = await seenEntries();
  for (const [name, index] of /** @type {const} */ ([
    ['popup-working', 0],
    ['popup-problem', 1],
    ['popup-clock-far-off', 3],
    ['popup-limits', 7],
  ])) {
    const entry = entries[index];
    if (!entry) throw new Error('There is no such entry');
    await note([], { [`${entry.tabId} ${GLUWA}`]: entry });
    await popup(name, site, async (page) => {
      await press(page, words(index === 0 ? 'seenMore' : 'seenWhy'));
      await page.waitForSelector('.why .seen');
    });
  }
  await popup('popup-test', site, async (page) => {
    await chooseInMenu(page, 'rowTest');
    await page.waitForSelector('.answer');
  });

  await note(entries.toReversed(), {});
  await manager('manager-activity', '#/activity', (page) => page.waitForSelector('.entries li'));
  await manager('manager-activity-none-fits', '#/activity', async (page) => {
    await choose(page, '.activity > .filters .field:last-child select', '5xx');
    await says('activityNoneFits')(page);
  });
  await manager('manager-activity-carries', '#/activity', async (page) => {
    await fill(page, words('askUrl'), TESTED);
    await page.keyboard.press('Enter');
    await page.waitForSelector('.answer');
  });
  await manager('manager-activity-carries-not', '#/activity', async (page) => {
    await fill(page, words('askUrl'), 'https://api.gluwa.test:8443/v1');
    await press(page, words('askExplain'));
    await page.waitForSelector('.answer button');
  });
  await manager('manager-activity-test', '#/activity', async (page) => {
    await fill(page, words('askUrl'), TESTED);
    await press(page, words('askTest', 'GET'));
    await page.waitForSelector('.answer summary');
    if (!(await page.$('.answer details[open]'))) await click(page, '.answer summary');
  });
  await manager('editor-test', '', async (page) => {
    await openEditor(page, name);
    await press(page, words('remedyTest'));
    await page.waitForSelector('.answer');
  });
  await observe(false);
  await manager('manager-activity-off', '#/activity', says('activityOff'));
  await observe(true);
  await note([], {});
  await keybearer.pick(site, words('popupOff'));

  /** Entries as the background would record them for the tab of the site. */
  async function seenEntries() {
    const tabId = await chromium.inBackground(async (url) => {
      // The background's API, for which there is no type here.
      const { tabs } = /** @type {any} */ (globalThis).chrome;
      return (await tabs.query({ url }))[0]?.id ?? -1;
    }, `${GLUWA}/*`);
    const page = await chromium.newPage(`${chromium.extensionOrigin}/src/manager/manager.html`);
    const profileId = await page.evaluate(async (origin) => {
      const { state } = /** @type {any} */ (
        await chrome.runtime.sendMessage({ type: 'state/read' })
      );
      return state.picks[origin];
    }, GLUWA);
    await page.close();
    const now = Date.now();
    return SEEN.map((entry, index) => ({
      id: SEEN.length - index,
      at: now - 3_000 - index * MINUTE_MS,
      method: 'GET',
      origin: GLUWA,
      address: `${GLUWA}/v1/Orders?page=…`,
      type: 'xmlhttprequest',
      tabId,
      profileId,
      headerNames: ['X-REQUEST-SIGNATURE'],
      remedy: 'none',
      ...entry,
    }));
  }

  /** @param {readonly object[]} entries The oldest first. @param {object} seen */
  function note(entries, seen) {
    return chromium.inBackground(
      async (noted) => {
        const { session } = chrome.storage;
        const chunks = Object.keys(await session.get()).filter((key) =>
          key.startsWith('activity-'),
        );
        await session.set({ ...Object.fromEntries(chunks.map((key) => [key, []])), ...noted });
      },
      { activity: { nextId: entries.length + 1, pages: {} }, 'activity-0': entries, seen },
    );
  }

  /** @param {boolean} observes */
  async function observe(observes) {
    const page = await chromium.newPage(`${chromium.extensionOrigin}/src/manager/manager.html`);
    await page.evaluate((message) => chrome.runtime.sendMessage(message), {
      type: 'settings/change',
      settings: { observes },
    });
    await page.close();
  }
}

/** Resolves once the page says so. @param {import('./controls.mjs').MessageKey} key */
function says(key) {
  return (/** @type {import('puppeteer-core').Page} */ page) =>
    page.waitForFunction((told) => document.body.innerText.includes(told), {}, words(key));
}
