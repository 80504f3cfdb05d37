/** Every way in which a secret may be written, byte for byte: the scanner looks for these. */

/**
 * @typedef {object} Spelling
 * @property {string} encoding
 * @property {Buffer} bytes
 */

/** Shorter ones would be met by chance, or be part of an ordinary word. */
export const SHORTEST_BYTES = 8;

/**
 * @param {string | Buffer} secret A text, or the bytes of a key.
 * @returns {Spelling[]} Each once, the plainest name first.
 */
export function spellingsOf(secret) {
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
  const all = typeof secret === 'string' ? spelt : [{ encoding: 'bytes', bytes }, ...spelt];
  const unique = new Map(all.toReversed().map((each) => [each.bytes.toString('latin1'), each]));
  return [...unique.values()].toReversed();
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
