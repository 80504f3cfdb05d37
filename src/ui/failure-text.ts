/** Failures → sentences. A code or a problem without one does not compile. */
import type { ErrorCode, Failure, FieldProblem } from '../domain/errors';
import { type TextKey, text } from '../platform/texts';

const CODES: Readonly<Record<ErrorCode, TextKey>> = {
  'credential-doubtful': 'error_credential_doubtful',
  'credential-invalid': 'error_credential_invalid',
  'header-unsendable': 'error_header_unsendable',
  'message-refused': 'error_message_refused',
  'passkey-failed': 'error_passkey_failed',
  'passkey-there': 'error_passkey_there',
  'passkey-unsupported': 'error_passkey_unsupported',
  'passkey-wrong': 'error_passkey_wrong',
  'passphrase-mismatch': 'setupMismatch',
  'passphrase-weak': 'error_passphrase_weak',
  'passphrase-wrong': 'error_passphrase_wrong',
  'profile-invalid': 'error_profile_invalid',
  'profile-stale': 'error_profile_stale',
  'profile-unknown': 'error_profile_unknown',
  'rules-refused': 'error_rules_refused',
  'rules-too-many': 'error_rules_too_many',
  'site-invalid': 'error_site_invalid',
  'storage-failed': 'error_storage_failed',
  'token-client-refused': 'error_token_client_refused',
  'token-endpoint-not-allowed': 'error_token_endpoint_not_allowed',
  'token-pending': 'error_token_pending',
  'token-request-refused': 'error_token_request_refused',
  'token-short-lived': 'error_token_short_lived',
  'token-unavailable': 'error_token_unavailable',
  'token-unreadable': 'error_token_unreadable',
  unexpected: 'error_unexpected',
  'vault-damaged': 'error_vault_damaged',
  'vault-exists': 'error_vault_exists',
  'vault-locked': 'error_vault_locked',
  'vault-missing': 'error_vault_missing',
  'vault-newer': 'error_vault_newer',
};

const PROBLEMS: Readonly<Record<FieldProblem, TextKey>> = {
  'clock-out-of-range': 'problem_clock_out_of_range',
  'contains-colon': 'problem_contains_colon',
  'control-character': 'problem_control_character',
  'endpoint-http': 'problem_endpoint_http',
  'endpoint-not-a-url': 'problem_endpoint_not_a_url',
  'endpoint-user-info': 'problem_endpoint_user_info',
  'file-damaged': 'problem_file_damaged',
  'file-newer': 'problem_file_newer',
  'file-no-copy': 'problem_file_no_copy',
  'header-name-owned': 'problem_header_name_owned',
  'header-name-syntax': 'problem_header_name_syntax',
  'jwt-expired': 'problem_jwt_expired',
  'invisible-character': 'problem_invisible_character',
  'key-not-64-hex': 'problem_key_not_64_hex',
  'key-out-of-range': 'problem_key_out_of_range',
  'looks-like-basic-pair': 'problem_looks_like_basic_pair',
  'looks-like-encoded-pair': 'problem_looks_like_encoded_pair',
  'name-taken': 'problem_name_taken',
  'parameter-owned': 'problem_parameter_owned',
  'parameter-syntax': 'problem_parameter_syntax',
  'path-outside-site': 'problem_path_outside_site',
  'path-reserved-character': 'problem_path_reserved_character',
  'path-without-slash': 'problem_path_without_slash',
  required: 'problem_required',
  'scheme-unknown': 'problem_scheme_unknown',
  'scheme-word-twice': 'problem_scheme_word_twice',
  'site-http': 'problem_site_http',
  'site-not-a-url': 'problem_site_not_a_url',
  'site-protocol': 'problem_site_protocol',
  'site-user-info': 'problem_site_user_info',
  'space-around': 'problem_space_around',
  'too-long': 'problem_too_long',
  'value-not-ascii': 'problem_value_not_ascii',
  'wif-checksum': 'problem_wif_checksum',
  'wif-network': 'problem_wif_network',
};

/** What happened and the next step; the problem of a field says more than its code. */
export function failureText({ code, problem }: Failure): string {
  return text(problem ? PROBLEMS[problem] : CODES[code]);
}

/** Why a field is refused or doubted. */
export function problemText(problem: FieldProblem): string {
  return text(PROBLEMS[problem]);
}
