/** What an auth scheme asks a user for, described as data: pages render it and know no scheme by name. */

/** The id of an entry in `schemes/`; also the suffix of its texts. */
export type SchemeId = 'basic' | 'gluwa-ethereum' | 'gluwa-bitcoin';

export interface CredentialField {
  readonly name: string;
  /** `secret` is masked and never comes back to a page. */
  readonly kind: 'text' | 'secret';
  /** Whether the form may send it empty. */
  readonly optional?: boolean;
}

export interface SchemeSummary {
  readonly id: SchemeId;
  readonly fields: readonly CredentialField[];
}

/** Field name → what was typed. */
export type CredentialFields = Readonly<Record<string, string>>;
