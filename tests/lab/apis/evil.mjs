/**
 * A page that the user never granted anything. It may try everything that a web page can do to make
 * the browser attach another party's credential; the log shows the result.
 */
import { htmlAnswer } from '../server/lab-host.mjs';
import { MADE_UP_WORKER, madeUpWorker } from '../server/made-up.mjs';
import { pageShell } from '../server/page-shell.mjs';
import { requestPage } from '../server/request-page.mjs';

const FRONT_PAGE = pageShell({
  title: 'Pictures of cats',
  body: '<h1>Pictures of cats</h1>\n<p class="soft">Nothing to see here.</p>',
});

/** @type {import('../server/lab-host.mjs').LabHost} */
export const evil = {
  name: 'evil.test',
  answer({ url }) {
    if (url.pathname === MADE_UP_WORKER) return madeUpWorker();
    return htmlAnswer(requestPage(url) ?? FRONT_PAGE);
  },
};
