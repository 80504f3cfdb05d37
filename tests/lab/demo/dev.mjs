/**
 * `npm run dev`: the lab and a browser with the demo vault, as in `npm start`, and a build that is made
 * again at each saved file and shown at once. Chromium, unless `--firefox` is given.
 */
import { startLab } from '../lab.mjs';
import { setUpDemo } from './demo-journey.mjs';
import { openBrowser, readOptions } from './open-browser.mjs';
import { showEachBuild } from './show-build.mjs';
import { DEV_DIST, watchBuild } from './watch-build.mjs';

const options = readOptions('npm run dev');
const lab = await startLab();
/** @type {import('../browsers/lab-page.mjs').LabBrowser | undefined} */
let browser;
const watching = await watchBuild(process.cwd());

async function end() {
  await watching.stop();
  await browser?.close().catch(() => undefined);
  await lab.stop();
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => void end().then(() => process.exit(130)));
}

try {
  const opened = await openBrowser(lab, DEV_DIST, options);
  browser = opened.browser;
  const { page, passphrase } = await setUpDemo(browser);
  await page.goto('https://lab.test/');
  await browser.newPage(`${browser.extensionOrigin}/src/manager/manager.html`);
  await opened.handOver();
  showEachBuild(watching, browser, passphrase);
  console.log(`Ready: save a file. The passphrase of the demo vault is: ${passphrase}`);
  console.log('Close the browser, or press Ctrl-C, to end.');
  await opened.closed;
} finally {
  await end();
}
