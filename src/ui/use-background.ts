/** A page's view of the background: the last published state first, then each newer one. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { type AppState, isWhole, type StateStamp } from '../domain/app-state';
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
  const latest = useRef(known);
  const show = useCallback((next: AppState) => {
    latest.current = next;
    setState(next);
  }, []);
  const send = useCallback(
    async (request: Command) => {
      const reply = await post(request);
      if (reply.state) show(reply.state);
      return reply;
    },
    [post],
  );
  useEffect(() => {
    const isShown = (stamp: StateStamp) =>
      // A popup may show a part.
      latest.current?.stamp === stamp && isWhole(latest.current);
    const stop = onPublishedState(show, isShown);
    const begin = async () => {
      const published = known ?? (await readPublishedState());
      // A newer one may have come meanwhile.
      if (published && !latest.current) show(published);
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
