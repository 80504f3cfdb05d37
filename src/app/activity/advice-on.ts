/** What can be done about a verdict, and in which profile. */
import { remedyOf } from '../../diagnosis/remedy';
import type { ProfileSummary } from '../../domain/app-state';
import type { Advice } from '../../domain/inquiry';
import type { Origin } from '../../domain/site';
import type { Verdict } from '../../domain/verdict';

interface Circumstances {
  readonly origin: Origin;
  /** Who is picked there. */
  readonly profile: ProfileSummary | undefined;
  /** Whether the answer itself has been read. */
  readonly tested?: boolean;
}

export function adviceOn(
  verdict: Verdict,
  { origin, profile, tested = false }: Circumstances,
): Advice {
  const headers = profile?.headers ?? [];
  const signIn = headers.find(({ signedIn }) => signedIn !== undefined);
  // Where nobody signs in, what has a time of its own is made anew by us.
  const renews = headers.some(({ status }) => status.state === 'installed' && 'renewAt' in status);
  return {
    verdict,
    remedy: remedyOf(verdict, { signsIn: signIn !== undefined, renews, tested }),
    // Another one than the address's, where the page that asks is not allowed.
    origin: verdict.cause === 'not-allowed' ? verdict.origin : origin,
    ...(profile && { profileId: profile.id }),
    ...(signIn && { signIn: signIn.id }),
  };
}
