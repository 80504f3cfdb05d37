/**
 * The one error type of the extension. Code that reacts to a failure switches on `code`; nobody
 * matches on message text. Messages are for developers and never contain credential material:
 * the pages map codes and problems to sentences, and one without a sentence does not compile.
 */

/** What went wrong, as far as anybody reacts to it differently. */
export type ErrorCode =
  | 'credential-invalid'
  | 'message-refused'
  | 'passphrase-weak'
  | 'passphrase-wrong'
  | 'profile-invalid'
  | 'profile-unknown'
  | 'rules-refused'
  | 'site-invalid'
  | 'storage-failed'
  | 'unexpected'
  | 'vault-damaged'
  | 'vault-exists'
  | 'vault-locked'
  | 'vault-missing'
  | 'vault-newer';

/** Why a field was refused: each has one sentence that names the remedy. */
export type FieldProblem =
  | 'clock-out-of-range'
  | 'contains-colon'
  | 'control-character'
  | 'key-not-64-hex'
  | 'key-out-of-range'
  | 'path-reserved-character'
  | 'path-without-slash'
  | 'required'
  | 'scheme-unknown'
  | 'site-http'
  | 'site-not-a-url'
  | 'site-protocol'
  | 'site-user-info'
  | 'too-long'
  | 'wif-checksum'
  | 'wif-network';

interface ErrorDetails {
  readonly field?: string;
  readonly problem?: FieldProblem;
  readonly cause?: unknown;
}

export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  /** Which form field is at fault, where one is. */
  readonly field: string | undefined;
  readonly problem: FieldProblem | undefined;

  constructor(code: ErrorCode, message: string, { field, problem, cause }: ErrorDetails = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.field = field;
    this.problem = problem;
  }
}

/** A failure as it crosses a message or is kept: no text that could hold a secret. */
export interface Failure {
  readonly code: ErrorCode;
  readonly field?: string;
  readonly problem?: FieldProblem;
}

/** Anything thrown, reduced to what may be shown. */
export function toFailure(error: unknown): Failure {
  if (!(error instanceof AppError)) return { code: 'unexpected' };
  const { code, field, problem } = error;
  return { code, ...(field !== undefined && { field }), ...(problem && { problem }) };
}
