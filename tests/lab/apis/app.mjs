/**
 * A front end on a host of its own that calls the APIs: the caller a profile may list. Its page
 * has `calls` (`app-calls.mjs`), and `/fetch?target=` and the like make one request.
 */

import { htmlAnswer } from '../server/lab-host.mjs';
import { requestPage } from '../server/request-page.mjs';
import { callingPage } from './app-calls.mjs';

const FRONT_PAGE = callingPage(
  'A front end',
  `<h1>A front end</h1>
<p class="soft">Its own host, another company's API. It knows no credentials: what its requests carry
is up to the browser.</p>
<section>
<h2>Ask an API</h2>
<form onsubmit="event.preventDefault();
  calls.fetch(this.elements.target.value).then((status) => { this.elements.answer.value = status; })">
<p><label>Address<br>
<input name="target" type="url" size="48" required value="https://api.ixo.test/v1/entities"></label></p>
<p><button>Fetch</button> <output name="answer"></output></p>
</form>
</section>`,
);

/** @type {import('../server/lab-host.mjs').LabHost} */
export const app = {
  name: 'app.test',
  answer({ url }) {
    return htmlAnswer(requestPage(url) ?? FRONT_PAGE);
  },
};
