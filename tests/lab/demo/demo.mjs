/**
 * `npm start`: the real build, the lab and a browser with a demo vault, set up by the same clicks
 * that a person makes. With a display it stays open for a look around; without one it runs the
 * same journey headless, prints the headers that arrived, and exits 0 only if every row is as the
 * documents say. Chromium, unless `--firefox` is given.
 */
import { startLab } from '../lab.mjs';
import { maskHeaderValue } from '../server/describe-request.mjs';
import { DEMO_ROWS, setUpDemo, visit } from './demo-journey.mjs';
import { openBrowser, readOptions } from './open-browser.mjs';
import { printTable } from './print-table.mjs';

const options = readOptions('npm start');

const lab = await startLab();
/** @type {import('../browsers/lab-page.mjs').LabBrowser | undefined} */
let browser;

/** Ends everything this has started; profiles are temporary folders and go with it. */
async function end() {
  await browser?.close().catch(() => undefined);
  await lab.stop();
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => void end().then(() => process.exit(130)));
}

try {
  const started = await openBrowser(lab, 'dist', options);
  browser = started.browser;
  const { page, passphrase } = await setUpDemo(browser);
  console.log(`Demo vault ready. Its passphrase is: ${passphrase}\n`);
  const rows = [];
  for (const row of DEMO_ROWS) rows.push(await visit(browser, lab, page, row));
  printTable(
    ['API', 'profile', 'scheme', 'request', 'header as it arrived', 'status', ''],
    rows.map(({ row, header, status, asDocumented }) => [
      row.api,
      row.profile,
      row.scheme,
      `GET ${new URL(row.url).pathname}`,
      header ? `${header.name}: ${maskHeaderValue(header.value)}` : 'none',
      String(status),
      asDocumented ? 'as documented' : `EXPECTED ${row.status}, ${row.header ?? 'no header'}`,
    ]),
  );
  if (!rows.every(({ asDocumented }) => asDocumented)) process.exitCode = 1;
  if (!options.headless) {
    await page.goto('https://lab.test/');
    await page.bringToFront();
    await started.handOver();
    console.log('\nThe browser is yours: follow a link, open Keybearer over it (behind the');
    console.log('puzzle-piece button, or Alt+Shift+K) and pick who you are there.');
    console.log('Swagger UI and GraphiQL call the APIs from https://docs.login.test/ and');
    console.log('https://graphiql.login.test/, with the same headers.');
    console.log('Close it, or press Ctrl-C, to end the demonstration.');
    await started.closed;
  }
} finally {
  await end();
}
