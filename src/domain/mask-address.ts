/**
 * What of an address may be remembered: where it leads, and none of the secrets that people put into
 * addresses. In doubt something is left out.
 */
const MAX_LENGTH = 512;
const SHOWN = 4;
/** No secret worth the name is shorter, and no word is longer. */
const READABLE_LENGTH = 20;

/** @returns origin, path and the names of the query; `…` stands for what is left out. */
export function maskAddress(address: string): string {
  const url = URL.parse(address);
  if (!url) return '…';
  // Of another protocol, as `data:`, the address is the content.
  if (!/^(https?|wss?):$/.test(url.protocol)) return `${url.protocol}…`;
  const path = url.pathname.split('/').map(maskSegment).join('/');
  return bounded(`${url.origin}${path}${maskQuery(url.search)}`);
}

/** With its matrix parameters: `;version=2` is a query of the segment's own. */
function maskSegment(segment: string): string {
  const [name = '', ...parameters] = segment.split(';');
  return [maskRandom(name), ...parameters.map(maskParameter)].join(';');
}

function maskQuery(search: string): string {
  if (search === '') return '';
  return `?${search.slice(1).split('&').map(maskParameter).join('&')}`;
}

/** What has no name is a value. */
function maskParameter(parameter: string): string {
  const end = parameter.indexOf('=');
  return end === -1 ? '…' : `${maskRandom(parameter.slice(0, end))}=…`;
}

function maskRandom(encoded: string): string {
  const text = decode(encoded);
  if (text.length <= READABLE_LENGTH || isReadable(text)) return encoded;
  return `${encodeURIComponent([...text].slice(0, SHOWN).join(''))}…`;
}

/** Bare where it is not encoded as it should be. */
function decode(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}

/**
 * Whether it is made of words, as `getting-started-with-oauth2` and `listAllOrganisations` are. An
 * identifier is not: what is one to this server may be the key to another.
 */
function isReadable(text: string): boolean {
  const parts = text.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ').split(/[ ._~,:()[\]-]+/);
  const words = parts.filter((part) => /\D/.test(part));
  return (
    parts.every((part) => /^\d{0,4}$/.test(part) || isWord(part)) &&
    // Random letters in both cases fall into many short ones.
    words.join('').length >= 3 * words.length &&
    isLanguage(words.join(''), text)
  );
}

/** One word, with a digit or two. */
function isWord(word: string): boolean {
  if (word.length > READABLE_LENGTH) return false;
  if (!/^(\p{Lu}?\p{Ll}+|\p{Lu}+)\d{0,2}$/u.test(word)) return false;
  return word.length <= 3 || (/[aeiouy]/i.test(word) && !/[^aeiouy\d]{5}/i.test(word));
}

/** As letters are shared out in languages: at random there are few vowels, and many of `j q x z`. */
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
