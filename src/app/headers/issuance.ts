/**
 * What is issued once. A header that says the time is made for each origin it is picked on, by the
 * clock of that server and of no other; any other header is the same wherever it goes.
 */
import type { HeaderSpec, HeaderSpecId, PickedProfile } from '../../domain/profile';
import type { Origin } from '../../domain/site';
import { knownScheme } from '../../schemes';

/** Names a header, or a header on an origin. */
export type IssueKey = string & { readonly __brand: 'IssueKey' };

export interface Issuance {
  readonly key: IssueKey;
  readonly spec: HeaderSpec;
  /** By whose clock it is made; absent: it says no time. */
  readonly origin?: Origin;
}

export function issuanceOf(spec: HeaderSpec, origin: Origin): Issuance {
  // Casts: this is where the keys are made.
  return signsTime(spec)
    ? { key: `${spec.id} ${origin}` as IssueKey, spec, origin }
    : { key: spec.id as string as IssueKey, spec };
}

/** Each once, however many origins share it. */
export function issuancesOf(picked: readonly PickedProfile[]): readonly Issuance[] {
  const all = picked.flatMap(([origin, { headers }]) =>
    headers.map((spec) => issuanceOf(spec, origin)),
  );
  return [...new Map(all.map((each) => [each.key, each])).values()];
}

/** Whether a header that says the time is made for an origin. */
export function isSignedFor(origin: Origin, issued: Readonly<Record<IssueKey, unknown>>): boolean {
  return Object.keys(issued).some((key) => key.endsWith(` ${origin}`));
}

/** Of the header that a key names, whether on one origin or wherever it goes. */
export function specIdOf(key: string): HeaderSpecId {
  // Cast: what stands before the space is the id. Neither ids nor origins have one.
  return key.split(' ', 1)[0] as HeaderSpecId;
}

/** Whether what a key names goes to an origin: made for it, or for any. */
export function isFor(key: string, origin: string): boolean {
  const [, site = origin] = key.split(' ', 2);
  return site === origin;
}

export function signsTime(spec: Pick<HeaderSpec, 'schemeId'>): boolean {
  return knownScheme(spec.schemeId)?.signsTime === true;
}
