/**
 * Names of a source, without secrets. API clients name a request after its address unless the user names
 * it, and an address may have a secret in its query or before its host.
 */
import { cut } from '../text/cut';

const LONGEST = 80;
/** In characters; the rest of a longer name is left out. */
const READ_AT_MOST = 2000;

export function placeOf(names: readonly string[]): string {
  return names.map(withoutValues).filter(Boolean).join(BETWEEN);
}

const BETWEEN = ' / ';

/** The folder, or the collection, that all places are in. */
export function commonPlace(places: readonly string[]): string {
  const [first = [], ...others] = places.map((place) => place.split(BETWEEN));
  const end = first.findIndex((name, at) => others.some((other) => other[at] !== name));
  return (end < 0 ? first : first.slice(0, end)).join(BETWEEN);
}

export function withoutValues(name: string): string {
  const [address = ''] = name.slice(0, READ_AT_MOST).split(/[?#](?=\S)/, 1);
  const plain = address
    .split(/[\p{Cc}\p{Cf}\s]+/u)
    .map(withoutUserInfo)
    .join(' ')
    .trim();
  return cut(plain, LONGEST);
}

/** @param word - An address, with or without its protocol. */
function withoutUserInfo(word: string): string {
  const slashes = word.indexOf('//');
  const start = slashes === -1 ? 0 : slashes + 2;
  const rest = word.slice(start);
  const end = rest.indexOf('/');
  const authority = end === -1 ? rest : rest.slice(0, end);
  const at = authority.lastIndexOf('@');
  // `ada@a.test` may be a name.
  const isUserInfo = at !== -1 && (slashes !== -1 || authority.slice(0, at).includes(':'));
  return isUserInfo ? word.slice(0, start) + rest.slice(at + 1) : word;
}
