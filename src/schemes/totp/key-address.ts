/**
 * The address in the QR code of an authenticator app: `otpauth://totp/Issuer:user?secret=…`. It names no
 * header, so the header's name is typed beside it. Issuer and user are not kept.
 *
 * Source: the Key URI Format of Google Authenticator's documentation.
 */
import { fieldError } from '../field-error';
import {
  CODE_ALGORITHMS,
  CODE_DIGITS,
  CODE_PERIODS,
  type CodeAlgorithm,
  type CodeDigits,
  type CodePeriod,
} from './code';

interface KeyAddress {
  readonly secret: string;
  readonly algorithm: CodeAlgorithm;
  readonly digits: CodeDigits;
  readonly period: CodePeriod;
}

/** Base32 has no colon. */
export function isAddress(typed: string): boolean {
  return /^\s*[a-z][a-z0-9+.-]*:/i.test(typed);
}

/** @throws AppError `credential-invalid`: it is of another kind, or asks for codes that are not made here. */
export function readKeyAddress(field: string, typed: string): KeyAddress {
  const url = URL.canParse(typed.trim()) ? new URL(typed.trim()) : undefined;
  if (url?.protocol !== 'otpauth:' || url.host.toLowerCase() !== 'totp') {
    throw fieldError(field, 'otp-address-not-totp');
  }
  const given = (name: string, otherwise: string) => {
    const [value = otherwise, ...others] = url.searchParams.getAll(name);
    // If there are two values, apps take the first or the last.
    if (others.length > 0) throw fieldError(field, 'otp-address-unsupported');
    return value;
  };
  const oneOf = <C extends string>(options: readonly C[], value: string) => {
    const option = options.find((each) => each === value);
    if (option === undefined) throw fieldError(field, 'otp-address-unsupported');
    return option;
  };
  const algorithm = given('algorithm', 'SHA1').toUpperCase();
  return {
    secret: given('secret', ''),
    algorithm: oneOf(CODE_ALGORITHMS, algorithm.replace(/^SHA-?/, 'SHA-')),
    digits: oneOf(CODE_DIGITS, given('digits', '6')),
    period: oneOf(CODE_PERIODS, given('period', '30')),
  };
}
