/** Finds what looks like a secret where a page shows it again, or where servers and browsers log it. */
import type { FieldDoubt } from '../auth-scheme';
import type { LoginToken } from './credential';

/** Names of fields, headers and query parameters, in the words of many APIs. */
const SECRET_NAME =
  /pass(word|wd|phrase|code)?$|^pw$|pwd|secret|token$|api[-_]?key|auth[-_]?key|^authorization$|^x-auth/i;

/** The name of a public value: `grant_type=password` is none, but `csrf_token` and `pin` are not told. */
export function looksSecret(name: string): boolean {
  return SECRET_NAME.test(name);
}

export function openSecretDoubts(credential: LoginToken): readonly FieldDoubt[] {
  const { url, refresh, fields, requestHeaders } = credential;
  const shown = [
    ['fields', fields],
    ['requestHeaders', requestHeaders],
    ['refreshFields', refresh?.fields ?? {}],
  ] as const;
  const asked = [['url', url] as const, ...(refresh ? [['refreshUrl', refresh.url] as const] : [])];
  return [
    ...shown
      .filter(([, values]) => Object.keys(values).some(looksSecret))
      .map(([field]) => ({ field, problem: 'secret-in-open-field' }) as const),
    ...asked
      .filter(([, address]) => [...new URL(address).searchParams.keys()].some(looksSecret))
      .map(([field]) => ({ field, problem: 'secret-in-query' }) as const),
  ];
}
