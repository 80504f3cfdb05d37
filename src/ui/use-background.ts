/** The background as a page sees it: the last published state at once, then whatever it says. */
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { AppState } from '../domain/app-state';
import { onPublishedState, readPublishedState } from '../platform/page-state';
import type { Request, Send } from '../protocol/messages';

/** @returns `state` is undefined until something is known; `send` also takes over the answer's. */
export function useBackground(post: Send): { state: AppState | undefined; send: Send } {
  const [state, setState] = useState<AppState>();
  const send = useCallback(
    async (request: Request) => {
      const reply = await post(request);
      if (reply.state) setState(reply.state);
      return reply;
    },
    [post],
  );
  useEffect(() => {
    const stop = onPublishedState(setState);
    void readPublishedState().then((published) => setState((newer) => newer ?? published));
    // Wakes the background, which syncs; its answer is newer than what was published.
    void send({ type: 'state/read' });
    return stop;
  }, [send]);
  return { state, send };
}
