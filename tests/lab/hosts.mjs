/**
 * The hosts of the lab. A new one is a file in `apis/` and a line here; the certificate and
 * the browser's name resolution follow from this list.
 */
import { app } from './apis/app.mjs';
import { graphiql } from './apis/clients/graphiql.mjs';
import { swaggerUi } from './apis/clients/swagger-ui.mjs';
import { evil } from './apis/evil.mjs';
import { geonode } from './apis/geonode.mjs';
import { gluwa } from './apis/gluwa.mjs';
import { createLoginHosts } from './apis/login-api.mjs';
import { badApi } from './apis/oauth/bad-api.mjs';
import { createBadOauth } from './apis/oauth/bad-oauth-server.mjs';
import { createOauthHosts } from './apis/oauth/oauth-hosts.mjs';
import { createCodes } from './apis/one-time-codes.mjs';
import { createHotelbeds, createPodcastIndex, createWsse } from './apis/signed-over-time.mjs';
import { startPage } from './apis/start-page.mjs';
import { talend } from './apis/talend.mjs';
import { untrusted } from './apis/untrusted.mjs';
import { createDebianHosts } from './debian/debian-hosts.mjs';

/**
 * Fresh for each lab, so that a host may keep state. With the hosts come the switches of those that
 * have some.
 */
export function createHosts() {
  const { oauth, hosts } = createOauthHosts();
  const { badOauth, host } = createBadOauth();
  const { logins, hosts: ofLogins } = createLoginHosts();
  const { debian, hosts: ofDebian } = createDebianHosts();
  const standIns = [
    startPage,
    geonode,
    talend,
    gluwa,
    createHotelbeds(),
    createPodcastIndex(),
    createWsse(),
    createCodes(),
    app,
    swaggerUi,
    graphiql,
    evil,
    untrusted,
    ...hosts,
    ...ofLogins,
    host,
    badApi,
  ];
  return {
    hosts: [...standIns, ...ofDebian],
    oauth,
    badOauth,
    logins,
    debian,
  };
}
