/**
 * An issuance is a header that is issued once. A header that signs the time is issued for each origin
 * where its profile is picked, by the clock of that server; any other header once for all its sites.
 */
import type { IssueKey, IssueTarget } from '../../domain/header';
import type { HeaderSpec, PickedProfile } from '../../domain/profile';
import type { Origin } from '../../domain/site';
import { knownScheme } from '../../schemes';

export interface Issuance {
  readonly key: IssueKey;
  readonly spec: HeaderSpec;
  /** The server whose clock is used. Absent: the header does not sign the time. */
  readonly origin?: Origin;
}

export function issuanceOf(spec: HeaderSpec, origin: Origin): Issuance {
  return signsTime(spec) ? { key: keyOf(spec, origin), spec, origin } : { key: keyOf(spec), spec };
}

/** @returns each issuance once, even if several origins share it; none of a header that is switched off. */
export function issuancesOf(picked: readonly PickedProfile[]): readonly Issuance[] {
  const all = picked.flatMap(([origin, { headers }]) =>
    headers.filter(({ isOff }) => !isOff).map((spec) => issuanceOf(spec, origin)),
  );
  return [...new Map(all.map((each) => [each.key, each])).values()];
}

export function targetOf({ spec, origin }: Issuance): IssueTarget {
  return { headerId: spec.id, ...(origin && { origin }) };
}

/** Whether a header is issued for a site: for its origin, or for all sites. */
export function isIssuedFor(origin: string, issued: IssueTarget): boolean {
  return issued.origin === undefined || issued.origin === origin;
}

export function signsTime(spec: Pick<HeaderSpec, 'schemeId'>): boolean {
  return knownScheme(spec.schemeId)?.signsTime === true;
}

/** Whether some servers accept each header of it once. */
export function isOneTime(spec: Pick<HeaderSpec, 'schemeId'>): boolean {
  return knownScheme(spec.schemeId)?.isOneTime === true;
}

/** JSON, so that no id and origin run together into the key of another id. */
function keyOf({ id }: HeaderSpec, origin?: Origin): IssueKey {
  // Cast: this is where the keys are made.
  return JSON.stringify(origin === undefined ? [id] : [id, origin]) as IssueKey;
}
