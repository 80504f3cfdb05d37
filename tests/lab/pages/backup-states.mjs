/** The states of backups: made, refused for each reason, looked at before they are restored, and due. */
import { chooseFile } from './chosen-file.mjs';
import { button, click, fill, press, words } from './controls.mjs';
import { backupOf, NEWER, OF_ANOTHER } from './made-backups.mjs';
import { narrow } from './tour.mjs';

/** @typedef {import('puppeteer-core').Page} Page */

const FILE_PASSPHRASE = 'the passphrase of a backup';

/** @param {import('./tour.mjs').Tour} tour Without a vault. */
export async function visitFirstRestore({ manager }) {
  await manager('manager-restore-first', '#/restore', async (page) => {
    await page.waitForSelector('input[type="file"]');
  });
  await manager('manager-restore-first-problem', '#/restore', async (page) => {
    await chooseFile(page, 'holiday.age', 'no backup');
    await fill(page, words('restoreBackupPassphrase'), FILE_PASSPHRASE);
    await press(page, words('restoreBackupFirstOpen'));
    await page.waitForSelector('[aria-invalid="true"]');
  });
  await manager('manager-restore-first-other', '#/restore', async (page) => {
    await press(page, words('restoreBackupSame'), 'checkbox');
    await page.waitForSelector('.suggestion');
  });
}

/**
 * @param {import('./tour.mjs').Tour} tour With profiles.
 * @param {string} passphrase
 */
export async function visitBackup({ chromium, manager, managerUrl }, passphrase) {
  await manager('manager-backup-make', '#/settings', async (page) => {
    await press(page, words('backupMake'));
    await page.waitForSelector('dialog[open]');
  });
  await manager('manager-backup-make-problem', '#/settings', async (page) => {
    await press(page, words('backupMake'));
    await fill(page, words('backupProof'), 'wrong');
    await press(page, words('setupUseSuggestion'));
    await press(page, words('backupMakeNow'));
    await page.waitForSelector('dialog [aria-invalid="true"]');
  });
  const page = await chromium.newPage(managerUrl);
  const file = await madeBackup(page, passphrase);
  await page.close();
  await manager('manager-restore', '#/restore', (restore) =>
    restore.waitForSelector('input[type="file"]'),
  );
  const another = await backupOf(OF_ANOTHER, FILE_PASSPHRASE);
  await refused('manager-restore-problem', another, 'wrong');
  await refused('manager-restore-damaged', `${another.slice(0, -120)}\n`);
  await refused('manager-restore-newer', await backupOf(NEWER, FILE_PASSPHRASE));
  await manager('manager-restore-another', '#/restore', (restore) => preview(restore, another));
  await manager('manager-restore-another-narrow', '#/restore', async (restore) => {
    await narrow(restore);
    await preview(restore, another);
  });
  await manager('manager-restore-preview', '#/restore', (restore) => preview(restore, file));
  await manager('manager-restore-replace', '#/restore', async (restore) => {
    await preview(restore, file);
    await click(restore, 'fieldset > div:last-of-type input');
    await press(restore, words('restoreBackupReplace'));
    await restore.waitForSelector('[aria-invalid="true"]');
  });

  /**
   * @param {string} name
   * @param {string} content Of the file.
   * @param {string} [typed]
   */
  async function refused(name, content, typed = FILE_PASSPHRASE) {
    await manager(name, '#/restore', async (restore) => {
      await chooseFile(restore, 'keybearer.age', content);
      await fill(restore, words('restoreBackupPassphrase'), typed);
      await press(restore, words('restoreBackupOpen'));
      await restore.waitForSelector('[aria-invalid="true"]');
    });
  }
}

/** @param {import('./tour.mjs').Tour} tour Long after the last backup, with changed profiles. */
export async function visitBackupDue({ manager }) {
  const reminded = (/** @type {Page} */ page) => page.waitForSelector(button(words('backupLater')));
  await manager('manager-backup-due', '', reminded);
  await manager('manager-backup-due-narrow', '', async (page) => {
    await narrow(page);
    await reminded(page);
  });
  await manager('manager-backup-due-settings', '#/settings', (page) =>
    page.waitForSelector('.notice'),
  );
}

/** @param {Page} page @param {string} file */
async function preview(page, file) {
  await chooseFile(page, 'keybearer.age', file);
  await fill(page, words('restoreBackupPassphrase'), FILE_PASSPHRASE);
  await press(page, words('restoreBackupOpen'));
  await page.waitForSelector('.backed-up');
}

/**
 * @param {Page} page
 * @param {string} passphrase
 * @returns {Promise<string>} the armored text.
 */
async function madeBackup(page, passphrase) {
  const made = await page.evaluate(
    (proof, filePassphrase) =>
      /** @type {Promise<any>} Only our background answers. */ (
        chrome.runtime.sendMessage({ type: 'backup/make', proof, filePassphrase })
      ),
    { passphrase },
    FILE_PASSPHRASE,
  );
  return made.file;
}
