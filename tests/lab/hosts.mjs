/**
 * The hosts of the lab. A new one is a file beside this one and a line here; the certificate and
 * the browser's name resolution follow from this list.
 */
import { app } from './app.mjs';
import { evil } from './evil.mjs';
import { geonode } from './geonode.mjs';
import { gluwa } from './gluwa.mjs';
import { badApi } from './oauth/bad-api.mjs';
import { createBadOauth } from './oauth/bad-oauth-server.mjs';
import { createOauthHosts } from './oauth/oauth-hosts.mjs';
import { startPage } from './start-page.mjs';
import { talend } from './talend.mjs';
import { untrusted } from './untrusted.mjs';

/**
 * Fresh for each lab, so that a host may keep state. With the hosts come the switches of those that
 * have some.
 */
export function createHosts() {
  const { oauth, hosts } = createOauthHosts();
  const { badOauth, host } = createBadOauth();
  return {
    hosts: [startPage, geonode, talend, gluwa, app, evil, untrusted, ...hosts, host, badApi],
    oauth,
    badOauth,
  };
}
