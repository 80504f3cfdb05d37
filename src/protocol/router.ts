/** The background's end of the protocol: one handler per request type. */
import type { AppState } from '../domain/app-state';
import { toFailure } from '../domain/errors';
import type { Reply, Request, RequestOf } from './messages';
import { parseRequest } from './request-schema';

export type Handlers = {
  readonly [T in Request['type']]: (request: RequestOf<T>) => Promise<void>;
};

/**
 * Parses, handles, and answers with the state after it. Nothing that is thrown leaves as more than
 * its code and field.
 */
export async function route(
  message: unknown,
  handlers: Handlers,
  readState: () => Promise<AppState>,
): Promise<Reply> {
  try {
    await dispatch(parseRequest(message), handlers);
  } catch (error) {
    const failure = toFailure(error);
    const state = await readState().catch(() => undefined);
    return { ok: false, failure, ...(state && { state }) };
  }
  return readState().then(
    (state) => ({ ok: true, state }),
    (error) => ({ ok: false, failure: toFailure(error) }),
  );
}

function dispatch<T extends Request['type']>(
  request: RequestOf<T>,
  handlers: Handlers,
): Promise<void> {
  // Cast: `request.type` is T, which TypeScript does not derive from Extract.
  return handlers[request.type as T](request);
}
