/** The states of *Sites and access*, of the offer to give a host back, and of a copy's form. */
import { GLUWA } from '../demo/demo-profiles.mjs';
import { click, press, words } from './controls.mjs';
import { narrow } from './tour.mjs';

/** Granted, although no profile names them. */
const UNNEEDED = ['https://old.partner.test', 'https://auth.old.partner.test'];
const EVERYWHERE = 'https://*/*';

/**
 * @param {import('./tour.mjs').Tour} tour Some sites are allowed and used by a profile.
 */
export async function visitAccess({ chromium, managerUrl, manager }) {
  const patterns = UNNEEDED.map((origin) => `${origin}/*`);
  for (const pattern of patterns) await chromium.allowHost(pattern);
  await grant(chromium, managerUrl, patterns);

  await manager('manager-access', '#/access', (page) => page.waitForSelector('.hosts'));
  await manager('manager-access-narrow', '#/access', async (page) => {
    await narrow(page);
    await page.waitForSelector('.hosts');
  });
  await manager('manager-access-in-use', '#/access', async (page) => {
    const host = new URL(GLUWA).host;
    await click(
      page,
      `::-p-xpath(//li[.//strong[text()="${host}"]]//button[text()="${words('accessGiveBack')}"])`,
    );
    await page.waitForSelector('dialog[open]');
  });
  // Earlier states have left more of them.
  await manager('manager-access-offer', '#/settings', (page) =>
    page.waitForSelector('.notice.quietly output:not(:empty)'),
  );
  await manager('manager-access-given-back', '#/access', async (page) => {
    await press(page, words('accessGiveAllBack'));
    await page.waitForSelector('output.good');
  });

  await chromium.allowHost(EVERYWHERE);
  await grant(chromium, managerUrl, [EVERYWHERE]);
  await manager('manager-access-everywhere', '#/access', (page) =>
    page.waitForSelector(`::-p-xpath(//strong[text()="${words('accessEveryHost')}"])`),
  );
  await manager('manager-access-everywhere-given-back', '#/access', async (page) => {
    await click(page, `::-p-xpath(//li[.//strong[text()="${words('accessEveryHost')}"]]//button)`);
    // If a profile needs one of these sites, it says so first.
    await page.waitForSelector('dialog[open] button.danger, output.good');
    const confirm = await page.$('dialog[open] button.danger');
    await confirm?.click();
    await page.waitForSelector('output.good');
  });
  await chromium.revokeHost(EVERYWHERE);
}

/**
 * The form of a copy, for a profile with a sign-in and for one without.
 *
 * @param {import('./tour.mjs').Tour} tour
 * @param {{ readonly signedIn: string, readonly other: string }} names
 */
export async function visitCopies({ chromium, managerUrl, manager }, { signedIn, other }) {
  for (const [state, name] of [
    ['sign-in', signedIn],
    ['plain', other],
  ]) {
    const page = await chromium.newPage(managerUrl);
    await page.waitForSelector('li.profile');
    const hash = await duplicate(page, name);
    await page.close();
    await manager(`editor-copy-${state}`, hash, (form) => form.waitForSelector('.preview td'));
  }
}

/**
 * Does the same as a click on *Duplicate*.
 *
 * @param {import('puppeteer-core').Page} page
 * @param {string | undefined} name
 * @returns {Promise<string>} the address of the form of the copy.
 */
function duplicate(page, name) {
  return page.evaluate(
    async (original, copyName) => {
      /** @type {(message: object) => Promise<any>} Only our background answers. */
      const send = (message) => chrome.runtime.sendMessage(message);
      const { state } = await send({ type: 'state/read' });
      /** @type {readonly { id: string, name: string }[]} */
      const before = state.profiles;
      const found = before.find((each) => each.name === original);
      const reply = await send({
        type: 'profile/duplicate',
        profileId: found?.id,
        name: copyName,
      });
      /** @type {readonly { id: string }[]} */
      const after = reply.state.profiles;
      const at = after.findIndex(({ id }) => id === found?.id);
      return `#/profile/${after[at + 1]?.id}`;
    },
    name,
    words('copyName', name ?? ''),
  );
}

/**
 * Requests permissions at a click, as a form does.
 *
 * @param {import('../browsers/chromium.mjs').LabChromium} chromium
 * @param {string} managerUrl
 * @param {readonly string[]} patterns
 */
async function grant(chromium, managerUrl, patterns) {
  const page = await chromium.newPage(`${managerUrl}#/about`);
  await page.waitForSelector('main > *');
  await page.evaluate((origins) => {
    const allow = document.createElement('button');
    allow.id = 'allow-all';
    allow.addEventListener('click', async () => {
      // Not in the types: those are of a background.
      const { permissions } = /** @type {any} */ (globalThis).chrome;
      await permissions.request({ origins });
      allow.remove();
    });
    document.body.prepend(allow);
  }, patterns);
  await click(page, '#allow-all');
  await page.waitForSelector('#allow-all', { hidden: true });
  await page.close();
}
