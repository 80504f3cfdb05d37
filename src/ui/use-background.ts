/** The background as a page sees it: the last published state at once, then whatever it says. */
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { AppState } from '../domain/app-state';
import { onPublishedState, readPublishedState } from '../platform/page-state';
import type { Command, Send } from '../protocol/messages';

interface Background {
  /** Undefined until something is known. */
  readonly state: AppState | undefined;
  /** Whether nothing is known and nobody answers. */
  readonly unreachable: boolean;
  /** Sends, and takes over the state of the answer. */
  readonly send: Send;
}

export function useBackground(post: Send): Background {
  const [state, setState] = useState<AppState>();
  const [answered, setAnswered] = useState(false);
  const send = useCallback(
    async (request: Command) => {
      const reply = await post(request);
      if (reply.state) setState(reply.state);
      return reply;
    },
    [post],
  );
  useEffect(() => {
    const stop = onPublishedState(setState);
    void readPublishedState().then(async (published) => {
      if (published) {
        setState((newer) => newer ?? published);
        // Waking the background beside it would make the first paint late.
        await nextPaint();
      }
      // The background reconciles; its answer is newer than what was published.
      await send({ type: 'state/read' });
      setAnswered(true);
    });
    return stop;
  }, [send]);
  return { state, unreachable: answered && !state, send };
}

function nextPaint(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}
