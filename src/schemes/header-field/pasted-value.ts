/** Inspects a value that is pasted and sent as it is: it may be a JWT, or a whole header line. */
import { readHeaderLine } from '../../domain/header-line';
import type { Inspection } from '../auth-scheme';
import { inspectJwt } from '../jwt/jwt-facts';

/** @param now - Milliseconds since the Unix epoch. */
export function inspectPasted(field: string, value: string, now: number): Inspection {
  const { doubts = [], ...rest } = inspectJwt(field, value, now);
  const problem = 'looks-like-header-line';
  return { ...rest, doubts: readHeaderLine(value) ? [...doubts, { field, problem }] : doubts };
}
