/**
 * Every way in which a secret may be written, byte for byte, and its digests: the scanner looks for these.
 * A digest without a salt lets a thief guess a password at the speed of one hash.
 */
import { createHash } from 'node:crypto';

/**
 * @typedef {object} Spelling
 * @property {string} encoding
 * @property {Buffer} bytes
 */

/** The names of code verifiers begin with it. */
export const CODE_VERIFIER = 'code verifier';

/** Shorter ones would be met by chance, or be part of an ordinary word. */
export const SHORTEST_BYTES = 8;

/**
 * @param {string | Buffer} secret A text, or the bytes of a key.
 * @param {string} [name] A code verifier's digest is public: it is the challenge (RFC 7636 §4.2).
 * @returns {Spelling[]} Each once, the plainest name first.
 */
export function spellingsOf(secret, name = '') {
  const bytes = Buffer.from(secret);
  if (bytes.length < SHORTEST_BYTES) {
    throw new Error(`A canary of ${bytes.length} bytes would be found by chance.`);
  }
  const texts = [
    ...(typeof secret === 'string' ? plainTexts(secret) : []),
    { encoding: 'hex', text: bytes.toString('hex') },
    { encoding: 'HEX', text: bytes.toString('hex').toUpperCase() },
    ...base64Texts(bytes),
  ];
  const spelt = texts.flatMap(({ encoding, text }) => [
    { encoding, bytes: Buffer.from(text, 'utf8') },
    { encoding: `${encoding} in utf16le`, bytes: Buffer.from(text, 'utf16le') },
    // Keys of IndexedDB, for example.
    { encoding: `${encoding} in utf16be`, bytes: Buffer.from(text, 'utf16le').swap16() },
    // Both browsers write a string like this if its characters allow it.
    { encoding: `${encoding} in latin1`, bytes: latin1(text) },
  ]);
  const whole = typeof secret === 'string' ? [] : [{ encoding: 'bytes', bytes }];
  const digests = name.startsWith(CODE_VERIFIER) ? [] : digestsOf(bytes);
  const all = [...whole, ...spelt, ...digests];
  const unique = new Map(all.toReversed().map((each) => [each.bytes.toString('latin1'), each]));
  return [...unique.values()].toReversed();
}

const DIGESTS = ['sha256', 'sha1', 'md5'];

/**
 * Chromium's cache hashes the value of a header that `Vary` names with a line feed after it.
 *
 * Source: net/http/http_vary_data.cc of Chromium.
 *
 * @param {Buffer} secret
 * @returns {Spelling[]}
 */
function digestsOf(secret) {
  const hashed = { '': secret, ' with a line feed': Buffer.concat([secret, Buffer.from('\n')]) };
  return Object.entries(hashed).flatMap(([after, content]) =>
    DIGESTS.flatMap((algorithm) => {
      const digest = createHash(algorithm).update(content).digest();
      const hex = digest.toString('hex');
      // Without the padding, which base64url leaves out.
      const texts = [hex, hex.toUpperCase(), ...plainBase64(digest)];
      return [
        digest,
        ...texts.flatMap((text) => [Buffer.from(text), Buffer.from(text, 'utf16le')]),
      ].map((bytes) => ({ encoding: `${algorithm}${after}`, bytes }));
    }),
  );
}

/** @param {Buffer} bytes */
function plainBase64(bytes) {
  return [bytes.toString('base64').replace(/=+$/, ''), bytes.toString('base64url')];
}

/** @param {string} secret */
function plainTexts(secret) {
  return [
    { encoding: 'utf8', text: secret },
    { encoding: 'json', text: JSON.stringify(secret).slice(1, -1) },
    { encoding: 'percent', text: encodeURIComponent(secret) },
  ];
}

/**
 * The part of the encoded text that does not depend on the bytes' offset: three alignments, without
 * the characters at both ends that hold bits of the neighbours.
 *
 * @param {Buffer} bytes
 */
function base64Texts(bytes) {
  return [0, 1, 2].flatMap((before) => {
    const padded = Buffer.concat([Buffer.alloc(before), bytes]);
    const first = Math.ceil((before * 8) / 6);
    const end = Math.floor((padded.length * 8) / 6);
    return /** @type {const} */ (['base64', 'base64url']).map((alphabet) => ({
      encoding: alphabet,
      text: padded.toString(alphabet).slice(first, end),
    }));
  });
}

/** @param {string} text */
function latin1(text) {
  return Buffer.from(text, /[^\0-\xff]/.test(text) ? 'utf8' : 'latin1');
}
