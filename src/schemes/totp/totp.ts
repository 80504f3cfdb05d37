/**
 * One-time codes (TOTP, RFC 6238) in a header that the user names. A code is made at the beginning of each
 * period, and one code serves all requests of that period: see decision 45.
 */
import type { CredentialFact, CredentialFields } from '../../domain/credential';
import type { AuthScheme } from '../auth-scheme';
import { parseHeaderName } from '../header-field/header-field';
import { parseChoice } from '../parse-choice';
import {
  CODE_ALGORITHMS,
  CODE_DIGITS,
  CODE_PERIODS,
  type CodeAlgorithm,
  type CodeDigits,
  type CodePeriod,
  codeOf,
  stepAt,
} from './code';
import { isAddress, readKeyAddress } from './key-address';
import { bitsOf, parseSeed, REQUIRED_BITS, seedBytes } from './seed';

interface TotpCredential {
  readonly headerName: string;
  /** Base32, in upper case and without padding. */
  readonly secret: string;
  readonly digits: CodeDigits;
  /** Seconds. */
  readonly period: CodePeriod;
  readonly algorithm: CodeAlgorithm;
}

export const totp: AuthScheme<TotpCredential> = {
  id: 'totp',
  keepsMoreThanItSends: true,
  isOneTime: true,
  fields: [
    { name: 'headerName', kind: 'text' },
    { name: 'secret', kind: 'secret' },
    { name: 'digits', kind: 'choice', options: CODE_DIGITS, initial: '6' },
    { name: 'period', kind: 'choice', options: CODE_PERIODS, initial: '30' },
    { name: 'algorithm', kind: 'choice', options: CODE_ALGORITHMS, initial: 'SHA-1' },
  ],

  headerNames: ({ headerName }) => [headerName],
  signsTime: true,

  parse(typed) {
    const headerName = parseHeaderName('headerName', typed.headerName ?? '');
    const { secret, digits, period, algorithm } = codesOf(typed);
    return { headerName, secret: parseSeed('secret', secret), digits, period, algorithm };
  },

  fieldsOf: (credential) => ({ ...credential }),

  inspect: (credential) => ({
    doubts:
      bitsOf(credential.secret) < REQUIRED_BITS ? [{ field: 'secret', problem: 'seed-short' }] : [],
    facts: factsOf(credential),
  }),

  async issue({ headerName, secret, digits, period, algorithm }, { now }) {
    const step = stepAt(now, period);
    const endsAt = (step + 1) * Number(period) * 1000;
    return {
      headers: [{ name: headerName, value: codeOf(seedBytes(secret), step, algorithm, digits) }],
      // Servers take the code before for a while, for the time on the way (RFC 6238 §5.2).
      expiresAt: endsAt,
      // Not earlier: a code of the next period is from the server's future.
      renewAt: endsAt,
    };
  },
};

/** The values of an address come from the server; the choices beside it may be as the form began. */
function codesOf({ secret = '', digits, period, algorithm }: CredentialFields) {
  if (isAddress(secret)) return readKeyAddress('secret', secret);
  return {
    secret,
    digits: parseChoice('digits', digits, CODE_DIGITS),
    period: parseChoice('period', period, CODE_PERIODS),
    algorithm: parseChoice('algorithm', algorithm, CODE_ALGORITHMS),
  };
}

/** The form of the codes, which may come from an address that the form shows no more; then the price. */
function factsOf({ algorithm, digits, period }: TotpCredential): readonly CredentialFact[] {
  return [
    { kind: 'code-form', value: `${digits} · ${period} s · ${algorithm}` },
    { kind: 'code-remark', value: 'code-shared' },
    { kind: 'code-remark', value: 'seed-beside-password' },
    { kind: 'code-remark', value: 'wakes-often' },
  ];
}
