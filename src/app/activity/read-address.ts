/** Reads an address that the user types or pastes into a question. */
import { parseOrigin } from '../../domain/parse-site';

/** Accepts plain http. @throws AppError `site-invalid`, as `parseOrigin` does. */
export function readAddress(typed: string): URL {
  const trimmed = typed.trim();
  const origin = parseOrigin(trimmed, { allowHttp: true });
  const hasProtocol = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed);
  const url = new URL(hasProtocol ? trimmed : `https://${trimmed}`);
  // Joined as text: a path that begins with two slashes would resolve to another host.
  return new URL(origin + url.pathname + url.search);
}
