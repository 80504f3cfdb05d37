/**
 * A throw-away key and certificate, made at each start: nothing secret lies in the repository and
 * nothing runs out. Browsers are told to trust this one key by its hash and keep judging every
 * other certificate, which the blanket "ignore certificate errors" switch would not.
 */
import { createHash, X509Certificate } from 'node:crypto';
import { generate } from 'selfsigned';

const DAY_MS = 24 * 60 * 60_000;

/**
 * @typedef {object} LabCertificate
 * @property {string} key PEM, PKCS #8.
 * @property {string} cert PEM.
 * @property {string} spkiHash Base64 SHA-256 of the public key (SPKI), as
 *   `--ignore-certificate-errors-spki-list` wants it.
 */

/**
 * @param {readonly string[]} names Host names; each gets its subdomains as well.
 * @returns {Promise<LabCertificate>}
 */
export async function createCertificate(names) {
  const now = Date.now();
  const altNames = [...names.flatMap((name) => [name, `*.${name}`]), 'localhost'].map((value) => ({
    type: /** @type {const} */ (2),
    value,
  }));
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'Keybearer lab' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    // A day back: a virtual machine's clock may lag behind the host's.
    notBeforeDate: new Date(now - DAY_MS),
    notAfterDate: new Date(now + 6 * DAY_MS),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: [...altNames, { type: 7, ip: '127.0.0.1' }] },
    ],
  });
  return { key, cert, spkiHash: spkiHashOf(cert) };
}

/** @param {string} pem */
function spkiHashOf(pem) {
  const spki = new X509Certificate(pem).publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(spki).digest('base64');
}
