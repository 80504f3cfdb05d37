/**
 * The hosts of the lab. A new one is a file beside this one and a line here; the certificate and
 * the browser's name resolution follow from this list.
 */
import { app } from './app.mjs';
import { evil } from './evil.mjs';
import { geonode } from './geonode.mjs';
import { gluwa } from './gluwa.mjs';
import { createIxo } from './ixo.mjs';
import { startPage } from './start-page.mjs';
import { talend } from './talend.mjs';

/**
 * Fresh for each lab, so that a host may keep state.
 *
 * @returns {readonly import('./lab-host.mjs').LabHost[]}
 */
export function createHosts() {
  return [startPage, geonode, createIxo(), talend, gluwa, app, evil];
}
