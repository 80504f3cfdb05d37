/**
 * The one error type of the extension. Code that reacts to a failure switches on `code`, never on the
 * message. Messages are for developers and never contain credential material: pages map codes and
 * problems to sentences, and a code without a sentence does not compile.
 */
import type { Doubt } from './doubts';

/** One code for each failure that pages or use cases treat differently. */
export type ErrorCode =
  | 'backup-cancelled'
  | 'backup-wrong-passphrase'
  | 'backup-damaged'
  | 'backup-foreign'
  | 'backup-newer'
  | 'before-gone'
  | 'binned-unknown'
  | 'clipboard-refused'
  | 'confirmation-needed'
  | 'credential-doubtful'
  | 'credential-invalid'
  | 'discovery-foreign'
  | 'discovery-issuer-differs'
  | 'discovery-no-proposal'
  | 'discovery-not-allowed'
  | 'discovery-not-found'
  | 'discovery-unanswered'
  | 'discovery-unreadable'
  | 'discovery-unsafe'
  | 'draft-open'
  | 'header-not-set'
  | 'header-unsendable'
  | 'import-refused'
  | 'locked-meanwhile'
  | 'login-not-there'
  | 'login-redirected'
  | 'login-refused'
  | 'login-without-token'
  | 'message-refused'
  | 'passkey-failed'
  | 'passkey-there'
  | 'passkey-unsupported'
  | 'passkey-wrong'
  | 'passphrase-mismatch'
  | 'passphrase-weak'
  | 'passphrase-guessable'
  | 'passphrase-wrong'
  | 'profile-invalid'
  | 'profile-stale'
  | 'profile-unknown'
  | 'replacement-gone'
  | 'rules-refused'
  | 'rules-too-many'
  | 'share-changed'
  | 'sign-in-cancelled'
  | 'sign-in-ended'
  | 'sign-in-expired'
  | 'sign-in-failed-there'
  | 'sign-in-mismatch'
  | 'sign-in-needed'
  | 'sign-in-other-user'
  | 'sign-in-refused'
  | 'sign-in-unanswered'
  | 'signed-out'
  | 'site-invalid'
  | 'storage-failed'
  | 'token-client-for-pages'
  | 'token-client-refused'
  | 'token-endpoint-not-allowed'
  | 'token-pending'
  | 'token-request-refused'
  | 'token-short-lived'
  | 'token-unavailable'
  | 'token-unreadable'
  | 'undo-over'
  | 'unexpected'
  | 'vault-damaged'
  | 'vault-exists'
  | 'vault-locked'
  | 'vault-missing'
  | 'vault-newer';

/** The reason why a field is refused or doubted: each has one sentence that names the remedy. */
export type FieldProblem =
  | Doubt
  | 'algorithm-unknown'
  | 'choice-unknown'
  | 'claims-not-an-object'
  | 'claims-number-inexact'
  | 'claims-said-elsewhere'
  | 'clock-out-of-range'
  | 'contains-colon'
  | 'control-character'
  | 'destination-changed'
  | 'endpoint-http'
  | 'endpoint-not-a-url'
  | 'endpoint-not-looked-up'
  | 'endpoint-user-info'
  | 'encoding-unknown'
  | 'days-out-of-range'
  | 'file-damaged'
  | 'file-newer'
  | 'file-no-copy'
  | 'header-line-syntax'
  | 'header-name-owned'
  | 'header-name-syntax'
  | 'header-name-twice'
  | 'import-format-unknown'
  | 'import-stalled'
  | 'import-too-deep'
  | 'import-too-large'
  | 'import-too-many'
  | 'import-unreadable'
  | 'invisible-character'
  | 'issuer-query'
  | 'key-damaged'
  | 'key-json-damaged'
  | 'key-encrypted'
  | 'key-missing'
  | 'key-not-64-hex'
  | 'key-not-for-algorithm'
  | 'key-out-of-range'
  | 'key-public'
  | 'key-unsupported'
  | 'lifetime-not-seconds'
  | 'lifetime-out-of-range'
  | 'name-taken'
  | 'name-twice'
  | 'nonce-length-out-of-range'
  | 'nonce-none'
  | 'nonce-not-sent'
  | 'otp-address-not-totp'
  | 'otp-address-unsupported'
  | 'parameter-owned'
  | 'parameter-syntax'
  | 'path-outside-site'
  | 'path-reserved-character'
  | 'path-without-slash'
  | 'placeholder-unknown'
  | 'pointer-syntax'
  | 'read-path-star'
  | 'read-paths-too-many'
  | 'required'
  | 'rsa-key-short'
  | 'scheme-unknown'
  | 'scheme-word-twice'
  | 'secret-in-header'
  | 'secret-not-in-encoding'
  | 'secret-not-signed'
  | 'seed-not-base32'
  | 'seed-too-short'
  | 'share-newer'
  | 'signature-not-sent'
  | 'site-http'
  | 'site-not-a-url'
  | 'site-protocol'
  | 'site-user-info'
  | 'template-without-token'
  | 'time-not-signed'
  | 'token-life-out-of-range'
  | 'too-long'
  | 'validity-out-of-range'
  | 'value-not-ascii'
  | 'wif-checksum'
  | 'wif-encrypted'
  | 'wif-network'
  | 'wif-with-prefix';

interface ErrorDetails {
  readonly field?: string;
  readonly problem?: FieldProblem;
  /** Milliseconds until the server takes another request. */
  readonly retryAfter?: number;
  /** The server's own words: one short line, without a secret of the request. */
  readonly serverSays?: string;
  readonly cause?: unknown;
}

export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  /** The form field at fault, if one is. */
  readonly field: string | undefined;
  readonly problem: FieldProblem | undefined;
  /** Milliseconds until the server takes another request. */
  readonly retryAfter: number | undefined;
  /** The server's own words: one short line, without a secret of the request. */
  readonly serverSays: string | undefined;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    const { field, problem, retryAfter, serverSays, cause } = details;
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.field = field;
    this.problem = problem;
    this.retryAfter = retryAfter;
    this.serverSays = serverSays;
  }
}

/** A failure in a message or in storage: no text that could hold a secret. */
export interface Failure {
  readonly code: ErrorCode;
  readonly field?: string;
  readonly problem?: FieldProblem;
  readonly serverSays?: string;
}

/** Reduces a thrown value to the parts that may be shown. */
export function toFailure(error: unknown): Failure {
  if (!(error instanceof AppError)) return { code: 'unexpected' };
  const { code, field, problem, serverSays } = error;
  return {
    code,
    ...(field !== undefined && { field }),
    ...(problem && { problem }),
    ...(serverSays !== undefined && { serverSays }),
  };
}
