/** Tells the headers of a request that hold a credential from those that any request has. */
import type { FoundHeader } from './found';

const NAME =
  /(^|[-_])(auth|authorization|authentication|token|jwt|bearer|apikey|key|secret|password|passwd|credentials?|session|sessionid|signature|sid)([-_]|$)|token$|apikey$/i;

/** Names that look so and hold none. */
const OTHER = /^(idempotency-key|x-idempotency-key|sec-websocket-key|x-csrf-token|x-xsrf-token)$/i;

export function isCredential({ schemeId, fields: { headerName = '' } }: FoundHeader): boolean {
  if (schemeId !== 'custom-header') return true;
  return NAME.test(headerName) && !OTHER.test(headerName);
}
