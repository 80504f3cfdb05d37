/** A page's view of the background: the last published state first, then each newer one. */
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { AppState } from '../domain/app-state';
import { onPublishedState, readPublishedState } from '../platform/published-state';
import type { Command, Send } from '../protocol/messages';

interface Background {
  /** Undefined until a state was read. */
  readonly state: AppState | undefined;
  /** True once the background has answered; until then the state may be old. */
  readonly answered: boolean;
  readonly send: Send;
}

/** @param known - The state that the page read before it was drawn; it may lack profiles. */
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
      // Waking the background now would delay the first paint.
      await nextPaint();
      // The background reconciles, so its answer is newer than the published state.
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
