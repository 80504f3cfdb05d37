/** Describes the headers that our rules set on a request, for judging the answer. */
import type { SentHeader } from '../../diagnosis/sent-header';
import type { ProfileSummary } from '../../domain/app-state';
import type { IssuedHeaders } from '../../domain/header';
import type { HttpHeaders } from '../../domain/seen-request';
import type { HeaderByRule } from '../../rules/match';
import { credentialsAmong } from '../../rules/uncached';
import { isOneTime, signsTime } from '../headers/issuance';
import type { Session } from '../session';

interface Known {
  /** The profiles that are sent on the site. */
  readonly profiles: readonly ProfileSummary[];
  readonly issued: Session['issued'];
}

/** @param left - The request's headers as they left the browser. Absent: not watched. */
export function sentHeadersOf(
  sets: readonly HeaderByRule[],
  known: Known,
  left?: HttpHeaders,
): SentHeader[] {
  return credentialsAmong(sets).map(({ name, value }) => {
    const { spec, made } = issuedAs(known, name, value) ?? {};
    return {
      name,
      ...wordOf(name, value),
      signs: spec !== undefined && signsTime(spec),
      ...(spec && isOneTime(spec) && { isOneTime: true as const }),
      ...(made?.clockOffsetMs !== undefined && { clockOffsetMs: made.clockOffsetMs }),
      ...(made?.expiresAt !== undefined && { expiresAt: made.expiresAt }),
      ...(left && { asSent: asSent(left, name, value) }),
    };
  });
}

/** Looks among the headers of these profiles: another one may have the same credential. */
function issuedAs({ profiles, issued }: Known, name: string, value: string) {
  return Object.values<IssuedHeaders>(issued)
    .filter(({ headers }) => headers.some((each) => each.name === name && each.value === value))
    .map((made) => ({
      spec: profiles.flatMap(({ headers }) => headers).find(({ id }) => id === made.headerId),
      made,
    }))
    .find(({ spec }) => spec !== undefined);
}

/** The auth scheme at the start of the value. */
function wordOf(name: string, value: string): { readonly word?: string } {
  const [, word] = /^(\S+) \S/.exec(value) ?? [];
  return name.toLowerCase() === 'authorization' && word !== undefined ? { word } : {};
}

function asSent(left: HttpHeaders, name: string, value: string): NonNullable<SentHeader['asSent']> {
  const found = left.find(([each]) => each === name.toLowerCase());
  if (!found) return 'absent';
  return found[1] === value ? 'ours' : 'another';
}
