/** The name of a site: its host if it is https, else its whole origin. */
import type { Origin } from '../../domain/site';
import { unicodeHost } from '../../domain/unicode-host';

export function SiteName({ origin }: { readonly origin: Origin }) {
  const unicode = unicodeHost(new URL(origin).hostname);
  return (
    <>
      {hostText(origin)}
      {/* Punycode first: the Unicode form may look like another name. `bdi`: the brackets stay
      around a name that is written from right to left. */}
      {unicode && (
        <>
          {' ('}
          <bdi>{unicode}</bdi>)
        </>
      )}
    </>
  );
}

export function hostText(origin: Origin): string {
  const { protocol, host } = new URL(origin);
  return protocol === 'https:' ? host : origin;
}
