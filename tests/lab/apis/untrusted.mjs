/**
 * A host with a certificate that no browser trusts: its key is not the lab's own, which browsers are
 * told to trust. An intercepting proxy shows such a certificate.
 */
import { createSecureContext } from 'node:tls';
import { createCertificate } from '../server/certificates.mjs';
import { jsonAnswer } from '../server/lab-host.mjs';

/** @type {import('../server/lab-host.mjs').LabHost} */
export const untrusted = {
  name: 'untrusted.test',
  answer: () => jsonAnswer(200, { reached: 'in spite of its certificate' }),
};

/** @returns what a TLS server needs to show that host's own certificate. */
export async function sniForUntrusted() {
  const context = createSecureContext(await createCertificate([untrusted.name]));
  /**
   * @param {string} name
   * @param {(error: null, context?: import('node:tls').SecureContext) => void} done
   */
  return (name, done) => (name === untrusted.name ? done(null, context) : done(null));
}
