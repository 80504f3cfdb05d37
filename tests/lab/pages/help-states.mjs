/** The states of the pages that the footer leads to. */
import { press, words } from './keybearer.mjs';
import { narrow } from './tour.mjs';

/** @param {Pick<import('./tour.mjs').Tour, 'manager'>} tour */
export async function visitHelp({ manager }) {
  await manager('manager-help', '#/help');
  await manager('manager-help-narrow', '#/help', (page) => narrow(page));
  await manager('manager-keyboard', '#/keyboard', (page) => page.waitForSelector('kbd'));
  await manager('manager-keyboard-narrow', '#/keyboard', (page) => narrow(page));
  await manager('manager-report', '#/report', async (page) => {
    await press(page, words('reportCopy'));
    await page.waitForSelector('.report + .row [role="status"]:not(:empty)');
  });
  await manager('manager-report-narrow', '#/report', (page) => narrow(page));
}
