/** The pages' end of the protocol. */
import type { Reply, Request, Send } from './messages';

/** @param post - Delivers a message and returns the answer, `undefined` if nobody gave one. */
export function connect(post: (message: unknown) => Promise<unknown>): Send {
  return async (request: Request) => {
    try {
      const reply = await post(request);
      // Cast: only our background answers, and the router types its answers.
      if (reply !== undefined) return reply as Reply;
    } catch {
      // The background could not be reached: told as any other failure.
    }
    return { ok: false, failure: { code: 'unexpected' } };
  };
}
