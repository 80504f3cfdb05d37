/** The background's end of the protocol: one handler per request type. */
import type { AppState } from '../domain/app-state';
import { type Failure, toFailure } from '../domain/errors';
import type { Answers, Command, Query, Reply, Request, RequestOf } from './messages';
import { parseRequest } from './request-schema';

export type CommandHandlers = {
  readonly [T in Command['type']]: (command: RequestOf<T>) => Promise<void>;
};

export type QueryHandlers = {
  readonly [T in Query['type']]: (query: RequestOf<T>) => Answers[T];
};

interface Background {
  readonly commands: CommandHandlers;
  readonly queries: QueryHandlers;
  /** Runs one command after the other. */
  readonly inTurn: <T>(task: () => Promise<T>) => Promise<T>;
  readonly readState: () => Promise<AppState>;
}

/**
 * Parses, handles, and answers: a command with the state after it, a query with what it found.
 * Nothing that is thrown leaves as more than its code and field.
 */
export async function route(message: unknown, background: Background): Promise<unknown> {
  const { commands, queries, inTurn, readState } = background;
  let request: Request;
  try {
    request = parseRequest(message);
  } catch (error) {
    return { ok: false, failure: toFailure(error) } satisfies Reply;
  }
  if (isQuery(request, queries)) {
    // Cast: `request.type` names its handler.
    const handler = queries[request.type] as (query: Query) => unknown;
    return handler(request);
  }
  // Cast: what is no query is a command, and `command.type` names its handler.
  const command = request as Command;
  const handler = commands[command.type] as (command: Command) => Promise<void>;
  return inTurn(async () => {
    const failure = await failureOf(() => handler(command));
    return replyWith(readState, failure);
  });
}

function isQuery(request: Request, queries: QueryHandlers): request is Query {
  return Object.hasOwn(queries, request.type);
}

async function failureOf(act: () => Promise<void>): Promise<Failure | undefined> {
  try {
    await act();
    return undefined;
  } catch (error) {
    return toFailure(error);
  }
}

async function replyWith(
  readState: () => Promise<AppState>,
  failure: Failure | undefined,
): Promise<Reply> {
  try {
    const state = await readState();
    return failure ? { ok: false, failure, state } : { ok: true, state };
  } catch (error) {
    return { ok: false, failure: failure ?? toFailure(error) };
  }
}
