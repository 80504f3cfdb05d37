/** What our rules have put on a request, as far as it matters to whoever judges the answer. */
import type { SentHeader } from '../../diagnosis/sent-header';
import type { ProfileSummary } from '../../domain/app-state';
import type { IssuedHeader } from '../../domain/header';
import type { HttpHeaders } from '../../domain/seen-request';
import type { HeaderByRule } from '../../rules/match';
import { headersOf } from '../../rules/rule';
import { signsTime } from '../headers/issuance';
import type { Session } from '../ports';

interface Known {
  readonly profile: ProfileSummary;
  readonly issued: Session['issued'];
}

/** @param left - The request's headers as they left the browser, where that was looked at. */
export function sentHeadersOf(
  sets: readonly HeaderByRule[],
  known: Known,
  left?: HttpHeaders,
): SentHeader[] {
  return credentialsAmong(sets).map(({ name, value }) => {
    const { spec, header } = issuedAs(known, name, value) ?? {};
    return {
      name,
      ...wordOf(name, value),
      signs: spec !== undefined && signsTime(spec),
      ...(header?.clockOffsetMs !== undefined && { clockOffsetMs: header.clockOffsetMs }),
      ...(header?.expiresAt !== undefined && { expiresAt: header.expiresAt }),
      ...(left && { asSent: asSent(left, name, value) }),
    };
  });
}

/** Without what only accompanies the credential: see `uncached` in `rules/compile.ts`. */
export function credentialsAmong(sets: readonly HeaderByRule[]): readonly HeaderByRule[] {
  return sets.filter(({ name, rule }) => headersOf(rule)[0]?.header === name);
}

/** Of the profile's own: another one may have the same credential. */
function issuedAs({ profile, issued }: Known, name: string, value: string) {
  return Object.values<IssuedHeader>(issued)
    .filter(({ header }) => header.name === name && header.value === value)
    .map((header) => ({
      spec: profile.headers.find(({ id }) => id === header.headerId),
      header,
    }))
    .find(({ spec }) => spec !== undefined);
}

/** The auth scheme, as the value names it. */
function wordOf(name: string, value: string): { readonly word?: string } {
  const [, word] = /^(\S+) \S/.exec(value) ?? [];
  return name.toLowerCase() === 'authorization' && word !== undefined ? { word } : {};
}

function asSent(left: HttpHeaders, name: string, value: string): NonNullable<SentHeader['asSent']> {
  const found = left.find(([each]) => each === name.toLowerCase());
  if (!found) return 'absent';
  return found[1] === value ? 'ours' : 'another';
}
