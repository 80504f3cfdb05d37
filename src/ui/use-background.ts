/** The background as a page sees it: the last published state at once, then whatever it says. */
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { AppState } from '../domain/app-state';
import { onPublishedState, readPublishedState } from '../platform/published-state';
import type { Command, Send } from '../protocol/messages';

interface Background {
  /** Undefined until something is known. */
  readonly state: AppState | undefined;
  /** Whether the background has answered: until then the state may be one from before. */
  readonly answered: boolean;
  /** Sends, and takes over the state of the answer. */
  readonly send: Send;
}

/** @param known - What a page has read before it is drawn; may be less than the whole. */
export function useBackground(post: Send, known?: AppState): Background {
  const [state, setState] = useState(known);
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
    const show = (published: AppState | undefined) => {
      if (published) setState((newer) => newer ?? published);
    };
    const begin = async () => {
      if (!known) show(await readPublishedState());
      // Waking the background beside it would make the first paint late.
      await nextPaint();
      // The background reconciles; its answer is newer than what was published.
      await send({ type: 'state/read' });
      setAnswered(true);
    };
    void begin();
    return stop;
  }, [send, known]);
  return { state, answered, send };
}

function nextPaint(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}
