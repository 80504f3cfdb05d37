/** The loop of `npm run dev`, in a copy of the repository: a file is saved, and a page shows it. */
import { appendFileSync, cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest';
import type { LabBrowser, LabPage } from '../lab/browsers/lab-page.mjs';
import { openBrowser } from '../lab/demo/open-browser.mjs';
import { showEachBuild } from '../lab/demo/show-build.mjs';
import { DEV_DIST, type Watching, watchBuild } from '../lab/demo/watch-build.mjs';
import { type Lab, startLab } from '../lab/lab.mjs';
import { button, words } from '../lab/pages/controls.mjs';
import { keybearerIn } from '../lab/pages/keybearer.mjs';
import { BUILT_FROM, ROOT } from '../support/tool';
import { PASSPHRASE } from './harness';

let folder: string;
let watching: Watching;
let lab: Lab;
let browser: LabBrowser;
let manager: LabPage;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'keybearer-dev-'));
  for (const name of BUILT_FROM) cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
  // Vitest says `test`, which would be another build.
  vi.stubEnv('NODE_ENV', undefined);
  watching = await watchBuild(folder);
  lab = await startLab();
  const options = { firefox: inject('browser') === 'firefox', headless: true };
  browser = (await openBrowser(lab, join(folder, DEV_DIST), options)).browser;
  const keybearer = keybearerIn(browser);
  await keybearer.createVault(await browser.newPage('https://lab.test/'), PASSPHRASE);
  manager = await keybearer.openManager();
  showEachBuild(watching, browser, PASSPHRASE);
});

afterAll(async () => {
  await watching?.stop();
  await browser?.close();
  await lab?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Says how long it took: docs/performance.md. */
async function timed(what: string, wait: () => Promise<unknown>): Promise<void> {
  const began = performance.now();
  await wait();
  console.log(`${what}: ${Math.round(performance.now() - began)} ms`);
}

it('shows a page that is saved, and leaves the vault open', async () => {
  appendFileSync(join(folder, 'src/manager/manager.css'), ':root { --saved: yes; }\n');

  await timed('a page', () =>
    manager.waitForFunction(
      () => getComputedStyle(document.documentElement).getPropertyValue('--saved') === 'yes',
    ),
  );

  await manager.waitForSelector(button(words('lock')));
});

it('reloads the extension for a background that is saved, and opens the vault and its page again', async () => {
  const entry = join(folder, 'src/background/index.ts');
  await timed('the background', async () => {
    const page = await browser.opened(async () => {
      appendFileSync(entry, "Object.assign(globalThis, { saved: 'yes' });\n");
      // Another tab than the one in front, which the reload closes.
    }, `${browser.extensionOrigin}/src/`);
    await page.waitForSelector(button(words('lock')));
  });

  expect(await browser.inBackground(() => 'saved' in globalThis)).toBe(true);
});
