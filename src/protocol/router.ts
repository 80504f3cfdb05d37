/** The background's end of the protocol: reads a message and performs or answers it. */
import { AppError, toFailure } from '../domain/errors';
import type { Answers, Command, Query, Reply, RequestOf } from './messages';
import { parseRequest } from './request-schema';

export type QueryHandlers = {
  readonly [T in Query['type']]: (query: RequestOf<T>) => Answers[T] | Promise<Answers[T]>;
};

interface Background {
  readonly queries: QueryHandlers;
  /** Never rejects. */
  readonly perform: (command: Command) => Promise<Reply>;
  /** The toolbar's popup has sent the message. */
  readonly isPopup: boolean;
  /** Called for each message that is refused. */
  readonly onRefused: () => void;
}

/** Only the popup has a button that arms: no form or list of the manager can ask for it. */
const OF_POPUP: readonly string[] = ['pick/arm'];

/** An error leaves as its code, field and problem, and as nothing else. */
export async function route(message: unknown, background: Background): Promise<unknown> {
  const { queries, perform, onRefused, isPopup } = background;
  try {
    const request = parseRequest(message);
    if (OF_POPUP.includes(request.type) && !isPopup) {
      throw new AppError('message-refused', 'only the popup may ask for this');
    }
    // Cast: a request is a query or a command.
    if (!isQuery(request, queries)) return await perform(request as Command);
    // Cast: `request.type` names its handler.
    const handler = queries[request.type] as (query: Query) => unknown;
    return await handler(request);
  } catch (error) {
    const failure = toFailure(error);
    if (failure.code === 'message-refused') onRefused();
    return { ok: false, failure } satisfies Reply;
  }
}

function isQuery(request: Command | Query, queries: QueryHandlers): request is Query {
  return Object.hasOwn(queries, request.type);
}
