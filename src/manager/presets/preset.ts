/**
 * One row of the table of providers: the sites, paths, schemes and header names of an API, from its own
 * documentation. The editor begins a form from a row, and docs/providers.md is made of all rows.
 */
import type { CredentialFields, SchemeId } from '../../domain/credential';
import type { TextKey } from '../../platform/texts';

export interface Preset {
  readonly id: string;
  /** The provider's name, as it writes it. */
  readonly name: string;
  /** Exact origins, if the documentation names them for all customers. */
  readonly sites: readonly string[];
  /**
   * Shapes of a customer's own address, such as `https://{your-site}.atlassian.net`. A part in braces
   * stands for one label of a host, or for a whole host.
   */
  readonly siteHints?: readonly string[];
  readonly headers: readonly PresetHeader[];
  /** The headers are not those of a user: they go beside those of the profile in use. */
  readonly isExtra?: true;
  /** A caution or an explanation, where the documentation or common sense asks for one. */
  readonly advice?: TextKey;
  /** The page of the provider's documentation that says all this. */
  readonly link: string;
}

export interface PresetHeader {
  readonly schemeId: SchemeId;
  readonly paths: readonly string[];
  /** Values from the documentation; never a secret. */
  readonly fields?: CredentialFields;
  /** Field name → the text that says what the user puts there. */
  readonly paste: Readonly<Record<string, TextKey>>;
}

/** A key in a header of its own. @param prefix - The word before the key, in `Authorization`. */
export function keyIn(headerName: string, key: TextKey, prefix?: string): PresetHeader {
  return {
    schemeId: 'api-key',
    paths: [],
    fields: { headerName, ...(prefix !== undefined && { prefix }) },
    paste: { key },
  };
}

/** A header whose value is the same for all customers. */
export function fixedHeader(headerName: string, value: string): PresetHeader {
  return { schemeId: 'custom-header', paths: [], fields: { headerName, value }, paste: {} };
}

/** `Authorization: Bearer`, with a pasted token. */
export function bearer(token: TextKey): PresetHeader {
  return { schemeId: 'bearer', paths: [], paste: { token } };
}

/** `Authorization: Basic`. A user name that is the same for all customers belongs into `fields`. */
export function basic(
  paste: { readonly username?: TextKey; readonly password?: TextKey },
  fields: CredentialFields = {},
): PresetHeader {
  return { schemeId: 'basic', paths: [], fields, paste };
}

/**
 * The same header under these paths only: many providers serve their web pages from the API's host,
 * and those need no token.
 */
export function under(paths: readonly string[], header: PresetHeader): PresetHeader {
  return { ...header, paths };
}
