/** The background's end of the protocol: reads a message, and has it performed or answered. */
import { toFailure } from '../domain/errors';
import type { Answers, Command, Query, Reply, RequestOf } from './messages';
import { parseRequest } from './request-schema';

export type QueryHandlers = {
  readonly [T in Query['type']]: (query: RequestOf<T>) => Answers[T] | Promise<Answers[T]>;
};

interface Background {
  readonly queries: QueryHandlers;
  /** Never rejects. */
  readonly perform: (command: Command) => Promise<Reply>;
  /** Told of each message that is none. */
  readonly onRefused: () => void;
}

/** Nothing that is thrown leaves as more than its code and field. */
export async function route(message: unknown, background: Background): Promise<unknown> {
  const { queries, perform, onRefused } = background;
  try {
    const request = parseRequest(message);
    // Cast: what is no query is a command.
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
