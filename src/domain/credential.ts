/** The fields of an auth scheme as data: pages render them and know no scheme by name. */
import type { FieldProblem } from './errors';

/** The id of an entry in `schemes/`; also the suffix of its texts. */
export type SchemeId =
  | 'basic'
  | 'bearer'
  | 'jwt-signed'
  | 'token'
  | 'api-key'
  | 'custom-header'
  | 'login-token'
  | 'oauth2-client-credentials'
  | 'oauth2-authorization-code'
  | 'oauth2-device-code'
  | 'signature-over-time'
  | 'totp'
  | 'gluwa-ethereum'
  | 'gluwa-bitcoin';

/** A redirect to the extension (RFC 6749 §4.1), or a code to enter elsewhere (RFC 8628). */
export type SignInKind = 'redirect' | 'device';

/**
 * The address that leads back from a sign-in: of the extension, or the loopback address that stands for
 * it (RFC 8252 §7.3). Only Firefox has the second.
 */
export type RedirectKind = 'extension' | 'loopback';
export const REDIRECT_KINDS = ['extension', 'loopback'] as const satisfies RedirectKind[];

/** The options of a switch. */
export const SWITCH = ['off', 'on'] as const;

/** A choice has one of these options, or the user has given a value. */
export interface FieldCondition {
  readonly field: string;
  readonly is: readonly string[] | 'given';
}

export interface CredentialField {
  readonly name: string;
  /**
   * `secret` fields are masked and never come back to a page; `lines` take several lines. Keybearer
   * sends requests to an `endpoint`, which the browser has to allow; a `page` is an address that only
   * the user opens; an `issuer` names an authorization server that publishes its addresses. A
   * `redirect` is a choice of `RedirectKind`, for browsers that have more than one. A `silent` is a
   * choice of `SWITCH`: whether tokens are renewed without the user (decision 44).
   */
  readonly kind:
    | 'text'
    | 'lines'
    | 'secret'
    | 'secret-lines'
    | 'choice'
    | 'endpoint'
    | 'page'
    | 'issuer'
    | 'redirect'
    | 'silent';
  /** The value in a new form. */
  readonly initial?: string;
  /** The stored values of a `choice`. */
  readonly options?: readonly string[];
  readonly isOptional?: boolean;
  /** Few users need the field: a form shows it on request. */
  readonly isAdvanced?: boolean;
  /** A secret that a machine has made: its last four characters tell it from others. */
  readonly showsTail?: true;
  /** The field fits only then: see `fitting-fields.ts`. Absent: always. */
  readonly onlyIf?: FieldCondition;
  /** A choice: its option may give the field a text of its own, such as `key_HS256`. */
  readonly namedBy?: string;
}

/** The kinds whose value the user types. */
export type TypedKind = Exclude<CredentialField['kind'], 'choice' | 'redirect' | 'silent'>;

/** The kind of input for a field where a form takes any text, even for an option. */
export function typedKind({ kind }: CredentialField): TypedKind {
  return kind === 'choice' || kind === 'redirect' || kind === 'silent' ? 'text' : kind;
}

/** A field as a form asks for it. */
export interface AskedField extends CredentialField {
  /** The option by which the field is named. */
  readonly namedAs?: string;
}

export interface SchemeSummary {
  readonly id: SchemeId;
  readonly fields: readonly CredentialField[];
  /** Absent: the scheme has no sign-in. */
  readonly signIn?: SignInKind;
  /** The editor can send its request for a token once: see `tried-login.ts`. */
  readonly canBeTried?: true;
}

/** Field name → typed text. */
export type CredentialFields = Readonly<Record<string, string>>;

/** The part of a stored credential that an open editor shows, at its request. */
export interface ShownCredential {
  /** The fields that hold no secret. */
  readonly fields: CredentialFields;
  /** The names of the other fields that have a value. */
  readonly kept: readonly string[];
  /** Field name → the last four characters of a long secret that a machine has made. */
  readonly tails: Readonly<Record<string, string>>;
}

/** A problem of a field: a refused value cannot be saved, a doubtful one may be meant. */
export interface Finding {
  readonly field: string;
  readonly problem: FieldProblem;
  readonly severity: 'refused' | 'doubtful';
}

/** A public fact about a credential, typed or stored; never its secret part. */
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
        | 'jwt-algorithm'
        | 'code-form';
      readonly value: string;
    }
  | {
      readonly kind: 'jwt-issued' | 'jwt-not-before' | 'jwt-expires';
      /** Milliseconds since the Unix epoch. */
      readonly value: number;
    }
  | {
      /** A remark for the user; unlike a doubt it needs no answer. */
      readonly kind: 'jwt-remark';
      readonly value: 'encrypted' | 'endless' | 'long-lived';
    }
  | {
      readonly kind: 'signature-remark';
      readonly value: 'secret-guessable' | 'nonce-shared' | 'renewed-late';
    }
  | {
      readonly kind: 'code-remark';
      readonly value: 'code-shared' | 'seed-beside-password' | 'wakes-often';
    };

/** The two readable parts of a token that Keybearer signs, as JSON. */
export interface MintedToken {
  readonly header: string;
  readonly claims: string;
}

/** The check of a credential before it is saved. */
export interface CredentialReport {
  /** Spelled as on the wire, the header with the credential first; absent while a value is refused. */
  readonly headerNames?: readonly string[];
  readonly findings: readonly Finding[];
  readonly facts: readonly CredentialFact[];
  /** The token as it would be signed now, without its signature. */
  readonly minted?: MintedToken;
}
