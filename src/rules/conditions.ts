/**
 * The requests that carry a header, apart from their address. R1 covers addresses that the user opens,
 * R2 requests of the site's own scripts, and R3, if the profile has it, the site's own forms and
 * iframes. Measured on both browsers: docs/platform.md.
 */
import type { Method } from '../domain/profile';
import type { Placement } from './placement';
import { READ_TYPES } from './reads';
import type { BrowserTraits, RuleCondition } from './rule';

/** Loads that Firefox counts as those of a style sheet's own address, whichever page includes it. */
export const PICTURE_TYPES: readonly string[] = ['image', 'imageset', 'stylesheet'];

export type RequestCondition = Omit<RuleCondition, 'urlFilter' | 'isUrlFilterCaseSensitive'>;

/** @returns conditions that exclude each other by resource type and method. */
export function conditionsFor(placement: Placement, browser: BrowserTraits): RequestCondition[] {
  const { strict, ownForms } = placement.access;
  return [
    ...(strict ? [] : opened(placement)),
    ownScripts(placement, browser),
    ...(ownForms ? ownFormsAndFrames(placement, browser) : []),
  ];
}

/** R1: addresses that are typed, linked to or prefetched, as for a SameSite=Lax cookie. */
function opened(placement: Placement): RequestCondition[] {
  const methods = only(placement.methods, ['GET', 'HEAD']);
  if (methods.length === 0) return [];
  return [{ resourceTypes: ['main_frame'], requestMethods: methods.map(lowerCase) }];
}

/** R2: requests by pages of the site and of its callers: fetch, XHR, images, workers and the like. */
function ownScripts(placement: Placement, browser: BrowserTraits): RequestCondition {
  return {
    ...ownTypes(placement, browser),
    ...(placement.methods.length > 0
      ? { requestMethods: placement.methods.map(lowerCase) }
      : // The browser sends a preflight by itself, and a preflight must not carry the credential.
        { excludedRequestMethods: ['options'] }),
    initiatorDomains: initiatorsOf(placement),
    ...framedByOwn(placement, browser),
  };
}

/** R3: form submissions and iframes of a page, for which the browser asks no permission. */
function ownFormsAndFrames(placement: Placement, browser: BrowserTraits): RequestCondition[] {
  const { methods, access } = placement;
  const initiatorDomains = initiatorsOf(placement);
  // R1 covers GET and HEAD, unless the profile is Strict.
  const posts = access.strict ? methods : except(methods, ['GET', 'HEAD']);
  const forms: RequestCondition = {
    resourceTypes: ['main_frame'],
    ...(posts.length > 0 && { requestMethods: posts.map(lowerCase) }),
    ...(posts.length === 0 && !access.strict && { excludedRequestMethods: ['get', 'head'] }),
    initiatorDomains,
  };
  const frames: RequestCondition = {
    resourceTypes: ['sub_frame'],
    ...(methods.length > 0 && { requestMethods: methods.map(lowerCase) }),
    initiatorDomains,
    ...framedByOwn(placement, browser),
  };
  const hasForms = methods.length === 0 || posts.length > 0;
  return hasForms ? [forms, frames] : [frames];
}

/** A list that excludes types would let through each type that a later browser adds. */
function ownTypes({ access, reads }: Placement, { ownTypes }: BrowserTraits) {
  if (!ownTypes) {
    return reads
      ? { resourceTypes: READ_TYPES }
      : { excludedResourceTypes: ['main_frame', 'sub_frame', 'csp_report'] };
  }
  const withPictures = access.ownPictures && !access.strict;
  const all = withPictures ? [...ownTypes, ...PICTURE_TYPES] : ownTypes;
  const isRead = (type: string) => READ_TYPES.includes(type) || PICTURE_TYPES.includes(type);
  return { resourceTypes: reads ? all.filter(isRead) : all };
}

function initiatorsOf({ origin, access }: Placement): string[] {
  return [...new Set([origin, ...access.callers].map((each) => new URL(each).hostname))];
}

/** Without this condition, an API page in an iframe of another site would still send the header. */
function framedByOwn(placement: Placement, { knowsTopDomains }: BrowserTraits) {
  return knowsTopDomains ? { topDomains: initiatorsOf(placement) } : {};
}

/** @returns the wanted methods among `methods`; all wanted ones if `methods` is empty. */
function only(methods: readonly Method[], wanted: readonly Method[]): readonly Method[] {
  return methods.length === 0 ? wanted : wanted.filter((method) => methods.includes(method));
}

function except(methods: readonly Method[], unwanted: readonly Method[]): readonly Method[] {
  return methods.filter((method) => !unwanted.includes(method));
}

/** Spelled as in declarativeNetRequest. */
function lowerCase(method: Method): string {
  return method.toLowerCase();
}
