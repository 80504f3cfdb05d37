/** Reads how many requests a server still allows, from the headers of its answer. */
import type { HttpHeaders } from '../domain/seen-request';
import type { Limit } from '../domain/verdict';
import { limitsOfDraft } from './draft-limits';
import { limitsOfVendor } from './vendor-limits';

/** A page shows no more. */
const LIMITS_AT_MOST = 10;
/** A page shows a server's words, and a server may send many. */
const LENGTH_AT_MOST = 40;

/**
 * @param now - By our clock, milliseconds since the Unix epoch.
 * @returns the draft's limits if there are any: some servers send both forms.
 */
export function readLimits(headers: HttpHeaders, now: number): readonly Limit[] {
  const ofDraft = limitsOfDraft(headers, now);
  const limits = ofDraft.length > 0 ? ofDraft : limitsOfVendor(headers, now);
  return limits.slice(0, LIMITS_AT_MOST).map(({ name, resets, ...limit }) => ({
    ...(name && { name: shown(name) }),
    ...limit,
    ...(resets && shown(resets) !== '' && { resets: shown(resets) }),
  }));
}

function shown(said: string): string {
  return said
    .slice(0, LENGTH_AT_MOST)
    .replace(/[^ -~]/g, '')
    .trim();
}
