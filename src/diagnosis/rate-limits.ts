/** How much is left of what a server grants, in whichever form it says it. */
import type { HttpHeaders } from '../domain/seen-request';
import type { Limit } from '../domain/verdict';
import { limitsOfDraft } from './draft-limits';
import { limitsOfVendor } from './vendor-limits';

/** More is nothing to look at. */
const LIMITS_AT_MOST = 10;
/** Of a name: it is shown. */
const LENGTH_AT_MOST = 40;

/**
 * @param now - By our clock, milliseconds since the Unix epoch.
 * @returns those of the draft where there are any: servers that go with the times send both.
 */
export function readLimits(headers: HttpHeaders, now: number): readonly Limit[] {
  const ofDraft = limitsOfDraft(headers, now);
  const limits = ofDraft.length > 0 ? ofDraft : limitsOfVendor(headers, now);
  return limits
    .slice(0, LIMITS_AT_MOST)
    .map(({ name, ...limit }) =>
      name ? { name: name.slice(0, LENGTH_AT_MOST), ...limit } : limit,
    );
}
