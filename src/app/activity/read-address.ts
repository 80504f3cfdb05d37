/** An address as somebody types or pastes it, to be asked about. */
import { parseOrigin } from '../../domain/site';

/** @throws AppError `site-invalid`, as `parseOrigin` does; plain http can be asked about. */
export function readAddress(typed: string): URL {
  const trimmed = typed.trim();
  const origin = parseOrigin(trimmed, { allowHttp: true });
  const hasProtocol = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed);
  const url = new URL(hasProtocol ? trimmed : `https://${trimmed}`);
  // Its protocol as `parseOrigin` reads it; the rest as text, since a path of two slashes is no host.
  return new URL(origin + url.pathname + url.search);
}
