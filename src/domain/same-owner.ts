/**
 * Guesses whether two hosts belong to one owner, for offers that the user can take by a click. Pure.
 *
 * A page has no public suffix list, and such a list does not know every host that rents out
 * subdomains. So two hosts count as one owner's only if they differ by everyday words: `app` and
 * `api.example.com`, but not `mine` and `theirs.github.io`. The guess makes too few offers rather than
 * too many. A wrong one costs an offer that the user does not click: nothing is saved before the
 * click, and the browser's prompt then names the host.
 */

const WORDS: ReadonlySet<string> = new Set(
  [
    'account accounts admin alpha api apis app apps auth backend backoffice beta canary cms console',
    'dash dashboard demo dev developer developers docs edge frontend gateway graphql gw id int',
    'integration internal lab live local login my next partner partners platform portal pre preprod',
    'preview prod production public qa rest sandbox services signin ssl sso stage staging stg swagger',
    'test testing tst uat ui v web www ap asia au ca de eu fr in jp uk us central east north south west',
  ].flatMap((line) => line.split(' ')),
);

/** Second labels of country domains under which strangers register: `gouv.fr`. */
const REGISTRIES: ReadonlySet<string> = new Set(['asso', 'firm', 'gouv', 'govt', 'info', 'school']);

/** @param one - A host name as URL serialises it, as the other. */
export function isOneOwner(one: string, other: string): boolean {
  const domain = domainOf(one);
  if (one === other || domain === undefined || domain !== domainOf(other)) return one === other;
  const [a, b] = [one.split('.').reverse(), other.split('.').reverse()];
  const shared = a.findIndex((label, index) => label !== b[index]);
  const from = shared === -1 ? a.length : shared;
  return [...a.slice(from), ...b.slice(from)].every(isEverydayWord);
}

/** The domain that its owner has registered, as far as a name shows. Undefined: an address, or none. */
function domainOf(host: string): string | undefined {
  if (host.startsWith('[') || /^[\d.]+$/.test(host)) return undefined;
  const labels = host.split('.');
  const [country = '', second = ''] = labels.toReversed();
  // `co.uk`, `com.au`; also `uk.com`, which rents out names as a country does.
  const isRegistry =
    second.length <= (country.length === 2 ? 3 : 2) ||
    (country.length === 2 && REGISTRIES.has(second));
  const count = isRegistry ? 3 : 2;
  return labels.length < count ? undefined : labels.slice(-count).join('.');
}

/** `api`, `v2`, `eu-west-1`. */
function isEverydayWord(label: string): boolean {
  const parts = label.split('-');
  const isNumber = (part: string) => /^\d+$/.test(part);
  const isWord = (part: string) => WORDS.has(part.replace(/\d+$/, ''));
  return parts.some(isWord) && parts.every((part) => isWord(part) || isNumber(part));
}
