/**
 * Checks `X-REQUEST-SIGNATURE` the way Gluwa's documentation describes it, with other people's
 * cryptography (ethers, bitcoinjs-message): a verifier that shared code with the extension would
 * agree with its mistakes.
 *
 * Source: Gluwa API documentation, "Authorization" and "Creating Signatures".
 */
import bitcoinMessage from 'bitcoinjs-message';
import { verifyMessage } from 'ethers';

const VALIDITY_MS = 10 * 60_000;

/** @typedef {'SignatureMissing' | 'SignatureExpired' | 'InvalidSignature'} SignatureProblem */

/**
 * @typedef {object} SignatureCheck
 * @property {string | undefined} header Value of `X-REQUEST-SIGNATURE`.
 * @property {readonly string[]} owners Addresses of which one must have signed.
 * @property {number} now Milliseconds since the Unix epoch.
 */

/**
 * @param {SignatureCheck} check
 * @returns {SignatureProblem | undefined} Undefined if the signature holds.
 */
export function findSignatureProblem({ header, owners, now }) {
  if (header === undefined || header === '') return 'SignatureMissing';
  const parts = parseHeader(header);
  if (parts === undefined) return 'InvalidSignature';
  const { timestamp, signature } = parts;
  if (!owners.some((owner) => isSignedBy(owner, timestamp, signature))) return 'InvalidSignature';
  // The documentation says nothing of the future. The lab refuses it just as far out, under the
  // same code: a clock that is wrong either way should look alike.
  if (Math.abs(now - Number(timestamp) * 1000) > VALIDITY_MS) return 'SignatureExpired';
  return undefined;
}

/**
 * Strict on purpose: padded standard base64 of ten digits, one dot and the signature.
 *
 * @param {string} header
 */
function parseHeader(header) {
  const bytes = Buffer.from(header, 'base64');
  if (bytes.toString('base64') !== header) return undefined;
  const [, timestamp, signature] = /^(\d{10})\.([^.]+)$/.exec(bytes.toString('latin1')) ?? [];
  if (timestamp === undefined || signature === undefined) return undefined;
  return { timestamp, signature };
}

/**
 * @param {string} address Ethereum where it starts with `0x`, Bitcoin otherwise.
 * @param {string} message
 * @param {string} signature
 */
function isSignedBy(address, message, signature) {
  const verify = address.startsWith('0x') ? isSignedByEthereum : isSignedByBitcoin;
  try {
    return verify(address, message, signature);
  } catch {
    // Both libraries throw on a malformed signature.
    return false;
  }
}

/**
 * @param {string} address
 * @param {string} message
 * @param {string} signature
 */
function isSignedByEthereum(address, message, signature) {
  // ethers would also take compact forms and v = 0 or 1, which no Gluwa SDK sends.
  if (!/^0x[0-9a-f]{128}1[bc]$/.test(signature)) return false;
  return verifyMessage(message, signature).toLowerCase() === address.toLowerCase();
}

/**
 * @param {string} address
 * @param {string} message
 * @param {string} signature
 */
function isSignedByBitcoin(address, message, signature) {
  const bytes = Buffer.from(signature, 'base64');
  if (bytes.length !== 65 || bytes.toString('base64') !== signature) return false;
  return bitcoinMessage.verify(message, address, bytes);
}
