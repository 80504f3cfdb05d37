/**
 * The requests that calls of `fetch` in JavaScript state: what browsers copy as *Copy as fetch*, and what
 * people write by hand. It reads literals and runs nothing: another expression is an unknown value.
 *
 * Source: Fetch standard §5 (`fetch`, `RequestInit`, `Headers`); ECMA-262 §12.9 (literals).
 */
import { credentialKeysOfBody } from '../stated/credential-keys';
import { type StatedRequest, withoutUserInfo } from '../stated/stated-request';
import { type Literal, literalAt } from './js-literals';
import { hasUnknown } from './unknown';

export function fetchRequests(script: string): readonly StatedRequest[] {
  const requests: StatedRequest[] = [];
  let end = 0;
  for (const call of script.matchAll(/(?<![\w.$])(?:window\.|globalThis\.)?fetch\(/g)) {
    // `fetch(` within the text of a call before it.
    if (call.index < end) continue;
    const address = literalAt(script, call.index + call[0].length);
    const isLast = script[address.end] !== ',';
    const options = isLast ? undefined : literalAt(script, address.end + 1);
    end = options?.end ?? address.end;
    requests.push(requestOf(address.value, options?.value));
  }
  return requests;
}

function requestOf(address: Literal, options: Literal | undefined): StatedRequest {
  const { method, headers, body } = fieldsOf(options);
  const url = typeof address === 'string' ? address : '';
  return {
    // `fetch` refuses an address with a user name.
    url: withoutUserInfo(url),
    ...(typeof method === 'string' && { method: method.toUpperCase() }),
    headers: pairsOf(headers).map(([name, value]) => ({ name, value })),
    remarks: [
      ...(url === withoutUserInfo(url) ? [] : [{ code: 'user-info', part: 'url' } as const]),
      ...(typeof headers === 'string' && hasUnknown(headers)
        ? [{ code: 'variable-unresolved', part: 'headers' } as const]
        : []),
      ...(typeof body === 'string' ? credentialKeysOfBody(body) : []).map(
        (key) => ({ code: 'in-body', part: `body ${key}` }) as const,
      ),
    ],
  };
}

function fieldsOf(literal: Literal | undefined): Readonly<Record<string, Literal>> {
  return literal instanceof Map ? Object.fromEntries(literal) : {};
}

/** An object, or a list of pairs. */
function pairsOf(literal: Literal | undefined): readonly (readonly [string, string])[] {
  const pairs = literal instanceof Map ? [...literal] : Array.isArray(literal) ? literal : [];
  return pairs.flatMap((pair) => {
    const [name, value] = Array.isArray(pair) ? pair : [];
    return typeof name === 'string' && typeof value === 'string' ? [[name, value] as const] : [];
  });
}
