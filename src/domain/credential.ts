/** What an auth scheme asks a user for, described as data: pages render it and know no scheme by name. */
import type { FieldProblem } from './errors';

/** The id of an entry in `schemes/`; also the suffix of its texts. */
export type SchemeId =
  | 'basic'
  | 'bearer'
  | 'jwt-signed'
  | 'token'
  | 'api-key'
  | 'custom-header'
  | 'oauth2-client-credentials'
  | 'oauth2-authorization-code'
  | 'oauth2-device-code'
  | 'gluwa-ethereum'
  | 'gluwa-bitcoin';

/** In the browser, which comes back to the extension (RFC 6749 §4.1), or elsewhere with a code (RFC 8628). */
export type SignInKind = 'redirect' | 'device';

export interface CredentialField {
  readonly name: string;
  /**
   * What is `secret` is masked and never comes back to a page; `lines` take several lines of text;
   * an `endpoint` is an address that Keybearer itself asks, for which the browser has to allow it; a
   * `page` is one that only the user is shown; an `issuer` names an authorization server, which tells
   * its addresses to whoever asks.
   */
  readonly kind:
    | 'text'
    | 'lines'
    | 'secret'
    | 'secret-lines'
    | 'choice'
    | 'endpoint'
    | 'page'
    | 'issuer';
  /** What a new form begins with. */
  readonly initial?: string;
  /** Of a choice, as they are stored. */
  readonly options?: readonly string[];
  readonly isOptional?: boolean;
  /** Few need it: shown when it is asked for. */
  readonly isAdvanced?: boolean;
}

export interface SchemeSummary {
  readonly id: SchemeId;
  readonly fields: readonly CredentialField[];
  /** How somebody signs in, where somebody has to. */
  readonly signIn?: SignInKind;
}

/** Field name → what was typed. */
export type CredentialFields = Readonly<Record<string, string>>;

/** Something about a field to look at: refused values cannot be saved, doubtful ones may be meant. */
export interface Finding {
  readonly field: string;
  readonly problem: FieldProblem;
  readonly severity: 'refused' | 'doubtful';
}

/** What a credential tells of itself, typed or stored; never the secret part. */
export type CredentialFact =
  | {
      readonly kind:
        | 'ethereum-address'
        | 'bitcoin-address'
        | 'key-id'
        | 'signing-key'
        | 'jwt-issuer'
        | 'jwt-subject'
        | 'jwt-audience'
        | 'jwt-scope'
        | 'jwt-algorithm';
      readonly value: string;
    }
  | {
      readonly kind: 'jwt-issued' | 'jwt-not-before' | 'jwt-expires';
      /** Milliseconds since the Unix epoch. */
      readonly value: number;
    }
  | {
      /** To think about; unlike a doubt it stands in nobody's way. */
      readonly kind: 'jwt-remark';
      readonly value: 'encrypted' | 'endless' | 'long-lived';
    };

/** What is known of a credential before it is saved. */
export interface CredentialReport {
  /** Spelled as on the wire, the header with the credential first; absent while something is refused. */
  readonly headerNames?: readonly string[];
  readonly findings: readonly Finding[];
  readonly facts: readonly CredentialFact[];
}
