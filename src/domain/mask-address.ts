/**
 * Masks an address before it is stored: it keeps where the address leads and drops the secrets that
 * people put into addresses. In doubt it drops a part.
 */
import { ADDRESS_AT_MOST } from './seen-request';

const MAX_LENGTH = 512;
const SHOWN = 4;
/** A secret is longer than this, and a word is not. */
const READABLE_LENGTH = 20;

/** @returns origin, path and the names of the query; `…` stands for each dropped part. */
export function maskAddress(address: string): string {
  if (address.length >= ADDRESS_AT_MOST) {
    const masked = maskAddress(wholeParts(address));
    return masked.endsWith('…') ? masked : bounded(`${masked}…`);
  }
  const url = URL.parse(address);
  if (!url) return '…';
  // In other protocols, such as `data:`, the address is the content.
  if (!/^(https?|wss?):$/.test(url.protocol)) return `${url.protocol}…`;
  const path = url.pathname.split('/').map(maskSegment).join('/');
  return bounded(`${url.origin}${path}${maskQuery(url.search)}`);
}

/** Cuts a long address before its last part: the beginning of a secret may look like a word. */
function wholeParts(address: string): string {
  const start = address.slice(0, ADDRESS_AT_MOST - 1);
  return start.slice(
    0,
    1 + Math.max(...['/', '?', '&', ';'].map((each) => start.lastIndexOf(each))),
  );
}

/** Masks the matrix parameters too: `;version=2` is a query of the segment. */
function maskSegment(segment: string): string {
  const [name = '', ...parameters] = segment.split(';');
  return [maskRandom(name), ...parameters.map(maskParameter)].join(';');
}

function maskQuery(search: string): string {
  if (search === '') return '';
  return `?${search.slice(1).split('&').map(maskParameter).join('&')}`;
}

/** A parameter without a name is a value. */
function maskParameter(parameter: string): string {
  const end = parameter.indexOf('=');
  return end === -1 ? '…' : `${maskRandom(parameter.slice(0, end))}=…`;
}

function maskRandom(encoded: string): string {
  const text = decode(encoded);
  if (text.length <= READABLE_LENGTH || isReadable(text)) return encoded;
  return `${encodeURIComponent([...text].slice(0, SHOWN).join(''))}…`;
}

/** @returns the text unchanged if its encoding is broken. */
function decode(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}

/**
 * Whether the text is made of words, such as `getting-started-with-oauth2` or `listAllOrganisations`.
 * An identifier is not: it may be the key to another server.
 */
export function isReadable(text: string): boolean {
  return isMadeOfWords(text) && isLanguage(wordsIn(text).join(''), text);
}

/** Whether the text splits into words, by their shape alone: that of a short text says more than its letters. */
export function isMadeOfWords(text: string): boolean {
  const words = wordsIn(text);
  return (
    partsOf(text).every((part) => /^\d{0,4}$/.test(part) || isWord(part)) &&
    // Random letters in both cases split into many short words.
    words.join('').length >= 3 * words.length
  );
}

function wordsIn(text: string): readonly string[] {
  return partsOf(text).filter((part) => /\D/.test(part));
}

function partsOf(text: string): readonly string[] {
  return text.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ').split(/[ ._~,:()[\]-]+/);
}

/** Whether the text is one word, with up to two digits. */
function isWord(word: string): boolean {
  if (word.length > READABLE_LENGTH) return false;
  if (!/^(\p{Lu}?\p{Ll}+|\p{Lu}+)\d{0,2}$/u.test(word)) return false;
  return word.length <= 3 || (/[aeiouy]/i.test(word) && !/[^aeiouy\d]{5}/i.test(word));
}

/** Whether letters are spread as in a language: random text has few vowels and many `j q x z`. */
function isLanguage(letters: string, text: string): boolean {
  const vowels = letters.replace(/[^aeiouy]/gi, '').length;
  const rare = letters.replace(/[^jqxz]/gi, '').length;
  return (
    letters.length * 2 >= text.length && vowels * 3 >= letters.length && rare * 12 <= letters.length
  );
}

function bounded(text: string): string {
  return text.length <= MAX_LENGTH ? text : `${text.slice(0, MAX_LENGTH - 1)}…`;
}
