/** The rows of extra parameters of an OAuth 2.0 grant, as Postman and Hoppscotch write them. */
import { asText, type Tree } from '../text/tree';
import { rowsOf } from './rows';
import type { SourceParameter } from './source-auth';

/** The parts of a token request by the names of both clients. Each other name, and none, is the body. */
const PARTS: ReadonlyMap<string, SourceParameter['sentIn']> = new Map([
  ['request_header', 'token-header'],
  ['headers', 'token-header'],
  ['request_url', 'token-query'],
  ['url', 'token-query'],
]);

/** @param part - The key of a row that names the part of the token request. */
export function requestParameters(
  rows: Tree | undefined,
  request: 'authorization' | 'token',
  part: 'send_as' | 'sendIn',
): readonly SourceParameter[] {
  return rowsOf(rows).map(({ name, value = '', row }) => ({
    name,
    value,
    sentIn:
      request === 'authorization' ? request : (PARTS.get(asText(row[part]) ?? '') ?? 'token-body'),
  }));
}
