/** Adds the remedy to a verdict, and the profile, origin and header that the remedy is for. */
import { remedyOf } from '../../diagnosis/remedy';
import type { HeaderSummary, ProfileSummary } from '../../domain/app-state';
import type { Advice } from '../../domain/inquiry';
import type { Origin } from '../../domain/site';
import type { Verdict } from '../../domain/verdict';

interface Circumstances {
  readonly origin: Origin;
  /** The profile that is picked there. */
  readonly profile: ProfileSummary | undefined;
  /** The names of the headers that the request has carried. Absent: it carried none. */
  readonly sent?: readonly string[];
  /** Whether a test has read the body of the answer. */
  readonly tested?: boolean;
}

export function adviceOn(
  verdict: Verdict,
  { origin, profile, sent = [], tested = false }: Circumstances,
): Advice {
  const headers = headersSent(profile?.headers ?? [], sent);
  const signIn = headers.find(({ signedIn }) => signedIn !== undefined);
  const token = headers.find(({ getsToken }) => getsToken);
  const renews = headers.some(({ status }) => status.state === 'installed' && 'renewAt' in status);
  return {
    verdict,
    remedy: remedyOf(verdict, {
      signsIn: signIn !== undefined,
      getsToken: token !== undefined,
      renews,
      tested,
    }),
    // The verdict names the origin that is not allowed: the address's, or the calling page's.
    origin: verdict.cause === 'not-allowed' ? verdict.origin : origin,
    ...(profile && { profileId: profile.id }),
    ...(signIn && { signIn: signIn.id }),
    ...(token && { token: token.id }),
  };
}

/** @returns all of them if none has such a name: the profile may have changed since. */
function headersSent(
  headers: readonly HeaderSummary[],
  sent: readonly string[],
): readonly HeaderSummary[] {
  const names = sent.map((name) => name.toLowerCase());
  const found = headers.filter(({ headerNames }) =>
    headerNames.some((name) => names.includes(name.toLowerCase())),
  );
  return found.length > 0 ? found : headers;
}
