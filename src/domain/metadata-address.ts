/**
 * The addresses at which servers publish their metadata. Providers show these, so users paste them
 * where the name of the server is asked for.
 *
 * Source: RFC 8414 §3.1 (before the path); OpenID Connect Discovery 1.0 §4 (behind it); RFC 9728 §3.1.
 */
const METADATA_ADDRESS =
  /^(https?:\/\/[^/?#]+)(?=\/)([^?#]*?)\/\.well-known\/(?:openid-configuration|oauth-authorization-server|oauth-protected-resource)(\/[^?#]*)?$/i;

/** @returns what the metadata is about: the address without its well-known part. */
export function withoutMetadataPart(address: string): string {
  const text = address.trim();
  const [, origin = '', before = '', behind = ''] = METADATA_ADDRESS.exec(text) ?? [];
  const path = behind === '/' ? '' : behind;
  // A path in both places is of no known kind.
  if (origin === '' || (before !== '' && path !== '')) return text;
  return origin + before + path;
}

/** @returns where the site may describe itself (RFC 9728 §3.1), the closest place first. */
export function resourceMetadataPlaces({ origin, pathname }: URL): readonly string[] {
  const root = `${origin}/.well-known/oauth-protected-resource`;
  const path = pathname.replace(/\/$/, '');
  return path === '' ? [root] : [root + path, root];
}
