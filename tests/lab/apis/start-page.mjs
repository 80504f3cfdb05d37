/**
 * The page that `npm start` opens: a description of the demo, and a link for each thing it shows. Links
 * are plain anchors, so following one is a navigation like any other.
 */

import { htmlAnswer } from '../server/lab-host.mjs';
import { linkList, pageShell } from '../server/page-shell.mjs';
import { GLUWA_LINKS } from './gluwa.mjs';
import { IXO_LINKS } from './ixo-page.mjs';
import { TALEND_LINKS } from './talend.mjs';

const PAGE = pageShell({
  title: 'Keybearer lab',
  body: `<h1>Keybearer lab</h1>
<p>Keybearer adds the right authorization header to the requests of this browser, site by site.
The APIs below are stand-ins that run on this computer and check what arrives, the way the
documentation of the real ones says.</p>
<p class="soft">Open Keybearer over a page of an API (puzzle-piece button, or Alt+Shift+K), pick who
you are there, and follow a link: with Off it is refused, as the right profile it answers. A
signature is made anew every four minutes.</p>
<section>
<h2>Gluwa API</h2>
<p class="soft">Three kinds of endpoint on one host: a signature made with an Ethereum or Bitcoin key
(<code>X-REQUEST-SIGNATURE</code>), an API key and secret as <code>Basic</code>, or nothing.</p>
${linkList(GLUWA_LINKS)}
</section>
<section>
<h2>Geonode API</h2>
<p class="soft">One username and password for everything, as <code>Basic</code>.</p>
${linkList([
  {
    href: 'https://api.geonode.test/api/v1/usage/statistics',
    label: 'GET /api/v1/usage/statistics',
    note: 'Basic: username and password',
  },
  { href: 'https://api.geonode.test/', label: 'GET /', note: 'Nothing: the API console' },
])}
</section>
<section>
<h2>IXO Spatial Web API</h2>
<p class="soft"><code>Bearer</code> with a token, opaque or a JWT; an API key in a header of its own
for limited access. HTTPS only.</p>
${linkList([
  ...IXO_LINKS,
  {
    href: 'https://auth.ixo.test/',
    label: 'auth.ixo.test',
    note: 'The authorization server whose tokens are taken here, and its clients',
  },
])}
</section>
<section>
<h2>Notes API</h2>
<p class="soft">A login of its own: a user name and a password get a token, which Keybearer renews.</p>
${linkList([
  {
    href: 'https://api.login.test/v1/notes',
    label: 'GET /v1/notes',
    note: 'Bearer: a token of /auth/login/',
  },
])}
</section>
<section>
<h2>Talend dataset API</h2>
<p class="soft"><code>Basic</code> with a username and password, or <code>Token</code> with an API key.
Plain http on port 8080 and TLS on port 8443 have consumers of their own.</p>
${linkList(TALEND_LINKS)}
</section>
<section>
<h2>Podcast Index API</h2>
<p class="soft">Key, secret and time make a signature (<code>Authorization</code>), beside the key and the
time in headers of their own. Keybearer makes all three anew before three minutes are over.</p>
${linkList([
  {
    href: 'https://api.podcastindex.test/api/1.0/search/byterm',
    label: 'GET /api/1.0/search/byterm',
    note: 'A signature over time',
  },
])}
</section>
<section>
<h2>Codes API</h2>
<p class="soft">A one-time code (<code>X-Lab-OTP</code>), as an authenticator app makes it, and a new one every 30
seconds.</p>
${linkList([
  {
    href: 'https://codes.test/v1/balance',
    label: 'GET /v1/balance',
    note: 'A one-time code, which all requests of its period may carry',
  },
  {
    href: 'https://codes.test/once/v1/balance',
    label: 'GET /once/v1/balance',
    note: 'A strict server: each code is taken once',
  },
])}
</section>
<section>
<h2>Clients on hosts of their own</h2>
<p class="soft">They know no credentials. The profiles of the demo name both hosts as sites that may call
the API, so their requests carry the header, and a renewed one each time.</p>
${linkList([
  {
    href: 'https://docs.login.test/',
    label: 'Swagger UI: docs.login.test',
    note: 'Try it out, then Execute: notes, IXO, Podcast Index',
  },
  {
    href: 'https://graphiql.login.test/',
    label: 'GraphiQL: graphiql.login.test',
    note: 'Queries the notes, after reading their schema',
  },
])}
</section>
<section>
<h2>A front end of another company</h2>
<p class="soft">It calls the APIs from its own host. A header goes with that only where your profile
lists it as a caller, and both sites are allowed.</p>
${linkList([
  { href: 'https://app.test/', label: 'app.test', note: 'Ask any address' },
  {
    href: `https://app.test/fetch?target=${encodeURIComponent('https://api.ixo.test/v1/entities')}`,
    label: 'app.test: fetch /v1/entities of IXO',
    note: 'Refused unless app.test is a caller',
  },
])}
</section>
<section>
<h2>A page that means no good</h2>
<p class="soft">It sends the same request from another site. No header goes with it.</p>
${linkList([
  {
    href: `https://evil.test/fetch?target=${encodeURIComponent('https://api.gluwa.test/v1/Orders')}`,
    label: 'evil.test: fetch /v1/Orders',
    note: 'Must be refused with every profile',
  },
])}
</section>`,
});

/** @type {import('../server/lab-host.mjs').LabHost} */
export const startPage = {
  name: 'lab.test',
  answer({ url }) {
    return url.pathname === '/' ? htmlAnswer(PAGE) : htmlAnswer('Not found', 404);
  },
};
