/** Drives the import page: hands it texts, files and folders as a paste, a choice or a drop would. */
import { press, words } from './controls.mjs';

/** @typedef {import('../browsers/lab-page.mjs').LabPage} LabPage */
/** @typedef {Readonly<Record<string, string>>} Files Path → text. */

/** The row of a profile, by its name. @param {string} name */
export const reviewRow = (name) =>
  `//li[contains(@class, "import-row")][.//input[@aria-label="${words('importTick', name)}"]]`;

/** @param {LabPage} page */
export async function untilImportPage(page) {
  await page.waitForSelector('.drop-area');
}

/** Resolves once the background has checked each profile. @param {LabPage} page */
export async function untilReviewed(page) {
  await page.waitForFunction(
    (checking, found) => {
      // One line of the page: the text of all of it makes a long import longer.
      const said = document.querySelector('.import > p[role="status"]')?.textContent ?? '';
      return said.includes(found) && !said.includes(checking);
    },
    {},
    words('importChecking'),
    // Without the number.
    words('importFound', '').replace(/\W*$/, ''),
  );
}

/**
 * The event of a paste: a key of the clipboard would need its content first.
 *
 * @param {LabPage} page
 * @param {string} text
 */
export async function pasteSource(page, text) {
  await untilImportPage(page);
  await page.evaluate((pasted) => {
    // Firefox gives no content to a `ClipboardEvent` of a script.
    const event = new Event('paste', { bubbles: true, cancelable: true });
    Object.defineProperty(event, 'clipboardData', { value: { getData: () => pasted } });
    document.querySelector('textarea')?.dispatchEvent(event);
  }, text);
}

/** @param {LabPage} page @param {Files} files */
export async function dropFiles(page, files) {
  await untilImportPage(page);
  await page.evaluate((contents) => {
    const dataTransfer = new DataTransfer();
    for (const [name, text] of Object.entries(contents)) {
      dataTransfer.items.add(new File([text], name));
    }
    for (const type of ['dragover', 'drop']) {
      document
        .querySelector('.drop-area')
        ?.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    }
  }, files);
}

/**
 * Chooses files; those with a `/` in their path as a folder.
 *
 * @param {LabPage} page
 * @param {Files} files
 */
export async function chooseFiles(page, files) {
  await untilImportPage(page);
  await page.evaluate((contents) => {
    const chosen = new DataTransfer();
    let isFolder = false;
    for (const [path, text] of Object.entries(contents)) {
      const file = new File([text], path.split('/').at(-1) ?? path);
      if (path.includes('/')) {
        isFolder = true;
        Object.defineProperty(file, 'webkitRelativePath', { value: path });
      }
      chosen.items.add(file);
    }
    /** @type {HTMLInputElement | null} */
    const field = document.querySelector(
      isFolder ? 'input[webkitdirectory]' : 'input[type=file]:not([webkitdirectory])',
    );
    if (!field) throw new Error('There is no such field.');
    field.files = chosen.files;
    field.dispatchEvent(new Event('change', { bubbles: true }));
  }, files);
}

/** Saves the ticked profiles. @param {LabPage} page @param {number} count */
export async function saveImport(page, count) {
  await press(page, count === 1 ? words('importSaveOne') : words('importSave', String(count)));
  await page.waitForSelector('.profile-list');
}
