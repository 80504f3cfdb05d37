/**
 * Names of a source for a remark. API clients name a request after its address unless the user names it,
 * and an address may have a secret in its query or before its host.
 */
const LONGEST = 80;

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
  const [address = ''] = name.split(/[?#](?=\S)/, 1);
  const start = address.indexOf('//') + 2;
  const isAddress = start > 1;
  const bare = isAddress ? address.slice(0, start) + afterUserInfo(address.slice(start)) : address;
  return bare
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, LONGEST);
}

function afterUserInfo(rest: string): string {
  const end = rest.indexOf('/');
  const authority = end < 0 ? rest : rest.slice(0, end);
  return rest.slice(authority.lastIndexOf('@') + 1);
}
