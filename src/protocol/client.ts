/** The pages' end of the protocol. */
import type { Answers, Ask, Command, Query, Reply, RequestOf, Send } from './messages';

/** Delivers a message and returns the answer; `undefined` if none came. */
type Post = (message: unknown) => Promise<unknown>;

export function connect(post: Post): Send {
  return async (request: Command) => {
    try {
      const reply = await post(request);
      // Cast: only our background answers, and the router types its answers.
      if (reply !== undefined) return reply as Reply;
    } catch {
      // The background could not be reached: reported below like other failures.
    }
    return { ok: false, failure: { code: 'unexpected' } };
  };
}

export function connectQueries(post: Post): Ask {
  return async <T extends Query['type']>(query: RequestOf<T>) => {
    try {
      // Chromium's messages are JSON, which turns undefined into null. Cast: as above.
      return ((await post(query)) ?? undefined) as Answers[T] | undefined;
    } catch {
      return undefined;
    }
  };
}
