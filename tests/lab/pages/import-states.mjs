/** The states of an import: the choice of sources, a refusal, reviews of all kinds of rows. */
import { readFileSync } from 'node:fs';
import { click, press, typeInto, words } from './controls.mjs';
import {
  chooseFiles,
  pasteSource,
  reviewRow,
  untilImportPage,
  untilReviewed,
} from './import-page.mjs';
import { narrow } from './tour.mjs';

/** @typedef {import('puppeteer-core').Page} Page */

/** @param {string} title @param {string} value @param {string} [urlRegex] */
const modHeader = (title, value, urlRegex) => ({
  version: 2,
  title,
  shortTitle: title.slice(0, 1),
  headers: [{ enabled: true, name: 'Authorization', value }],
  ...(urlRegex && { urlFilters: [{ enabled: true, urlRegex }] }),
});

const SOURCE = JSON.stringify([
  modHeader('Shop admin', 'Basic YWRhOmxvdmVsYWNl', '.*://api.shop.test/.*'),
  modHeader('Shop admin again', 'Basic YWRhOmxvdmVsYWNl', '.*://api.shop.test/.*'),
  modHeader('Everywhere', 'Bearer made-for-this-tour'),
  modHeader('Plain', 'Bearer made-for-this-tour', '^http://intranet.test/'),
  modHeader('Inexact', 'Bearer made-for-this-tour', 'shop|api'),
  modHeader('Odd', 'Bearer Bearer made-for-this-tour', '.*://odd.test/.*'),
  modHeader('Doubtful', 'Bearer with spaces inside', '.*://odd.test/.*'),
  modHeader('Unknown', 'Bearer {{token}}', '.*://api.shop.test/.*'),
  {
    ...modHeader('With more', 'Bearer made-for-this-tour', '.*://more.test/.*'),
    respHeaders: [{ enabled: true, name: 'X-Frame-Options', value: 'deny' }],
    urlReplacements: [{ enabled: true, name: 'a', value: 'b' }],
  },
  ...Array.from({ length: 4 }, (_, index) =>
    modHeader(`Robot ${index}`, 'Bearer made-for-this-tour', `.*://robot${index}.test/.*`),
  ),
]);

/** The background refuses this credential only when it is saved. */
const TOO_LONG = JSON.stringify(
  modHeader('Long', `Bearer ${'x'.repeat(20_000)}`, '.*://long.test/.*'),
);

/** A collection with its environment: sign-ins, and more remarks than are shown at first. */
const COLLECTION = Object.fromEntries(
  ['shop.json', 'shop.production.json', 'sign-in.json', 'unsupported.json'].map((name) => [
    name,
    readFileSync(new URL(`../../exchange/fixtures/postman/${name}`, import.meta.url), 'utf8'),
  ]),
);

/** @param {import('./tour.mjs').Tour} tour */
export async function visitImport({ manager }) {
  await manager('manager-import', '#/import', untilImportPage);
  await manager('manager-import-narrow', '#/import', async (page) => {
    await narrow(page);
    await untilImportPage(page);
  });
  await manager('manager-import-refused', '#/import', async (page) => {
    await pasteSource(page, 'What is this?');
    await page.waitForSelector('.problem');
  });
  await manager('manager-import-unreadable', '#/import', async (page) => {
    await chooseFiles(page, { 'ModHeader.json': SOURCE.slice(0, -9) });
    await page.waitForSelector('.problem');
  });
  await manager('manager-import-reading', '#/import', async (page) => {
    await hang(page);
    await pasteSource(page, SOURCE);
    await page.waitForSelector('progress');
  });
  await manager('manager-import-cancelled', '#/import', async (page) => {
    await hang(page);
    await pasteSource(page, SOURCE);
    await press(page, words('cancel'));
    await page.waitForSelector('.drop-area');
  });
  await manager('manager-import-review', '#/import', review);
  await manager('manager-import-review-narrow', '#/import', async (page) => {
    await narrow(page);
    await review(page);
  });
  await manager('manager-import-completed', '#/import', async (page) => {
    await review(page);
    await typeInto(
      page,
      `::-p-xpath(${reviewRow('Everywhere')}//label[text()="${words('formSite')}"]/following-sibling::input)`,
      'https://api.everywhere.test/v1',
    );
    await page.waitForSelector(`::-p-xpath(${reviewRow('Everywhere')}/input[not(@disabled)])`);
    await press(page, words('importPick'), 'checkbox');
    await leave(page);
  });
  await manager('manager-import-collection', '#/import', async (page) => {
    await chooseFiles(page, COLLECTION);
    await untilReviewed(page);
    await leave(page);
  });
  await manager('manager-import-save-refused', '#/import', async (page) => {
    await pasteSource(page, TOO_LONG);
    await untilReviewed(page);
    await press(page, words('importSaveOne'));
    await page.waitForSelector('.save-bar .problem');
    await leave(page);
  });
  await manager('manager-import-kept', '#/import', async (page) => {
    await page.evaluate(() =>
      chrome.runtime.sendMessage({
        type: 'import/keep',
        review: {
          files: ['ModHeader.json', 'environments/production.json', ''],
          ticks: { 1: false },
        },
      }),
    );
    await page.reload();
    await page.waitForSelector('.import .notice');
    await leave(page);
  });
}

/** A worker that is at a third of its work for ever. @param {Page} page */
async function hang(page) {
  await untilImportPage(page);
  await page.evaluate(() => {
    /** @implements {Pick<Worker, 'postMessage' | 'terminate'>} */
    class Busy extends EventTarget {
      timer = setInterval(() => this.report(), 500);
      report() {
        const data = { kind: 'progress', done: 1, total: 3 };
        this.dispatchEvent(new MessageEvent('message', { data }));
      }
      postMessage() {
        this.report();
      }
      terminate() {
        clearInterval(this.timer);
      }
    }
    // Cast: the page uses no more of a worker.
    globalThis.Worker = /** @type {typeof Worker} */ (/** @type {unknown} */ (Busy));
  });
}

/** @param {Page} page */
async function review(page) {
  await pasteSource(page, SOURCE);
  await untilReviewed(page);
  const more = await page.$('.import details > summary');
  if (more) await click(page, '.import details > summary');
}

/** Nothing of it is left for the next state. @param {Page} page */
async function leave(page) {
  // The pages of this tour end without it, as a closed tab does.
  await page.evaluate(() => chrome.runtime.sendMessage({ type: 'import/forget' }));
}
