/** What every form does: one submission at a time, its failure shown where it belongs and focused. */
import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Failure } from '../domain/errors';
import type { Reply } from '../protocol/messages';

export interface Submission {
  readonly form: RefObject<HTMLFormElement | null>;
  readonly onSubmit: (event: SubmitEvent) => void;
  readonly busy: boolean;
  readonly failure: Failure | undefined;
  /** Whether no field on the screen shows the failure, so that the form has to. */
  readonly unplaced: boolean;
}

/**
 * @param send - Called in the very tick of the submit, so that it may ask for permissions. Gives
 * undefined where the user has thought better of it.
 * @param onDone - Called when the reply is no failure.
 */
export function useSubmit(send: () => Promise<Reply | undefined>, onDone?: () => void): Submission {
  const form = useRef<HTMLFormElement>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const [unplaced, setUnplaced] = useState(false);

  useEffect(() => {
    const marked = form.current?.querySelector<HTMLElement>(
      // The second where it is no field that is at fault.
      '[aria-invalid="true"], [data-at-fault="true"]',
    );
    setUnplaced(failure !== undefined && !marked);
    marked?.focus();
  }, [failure]);

  async function submit() {
    setBusy(true);
    // Away first: the same problem again is announced again.
    setFailure(undefined);
    const reply = await send();
    setBusy(false);
    if (reply?.ok) onDone?.();
    else setFailure(reply?.failure);
  }

  return {
    form,
    busy,
    failure,
    unplaced,
    onSubmit(event) {
      event.preventDefault();
      if (!busy) void submit();
    },
  };
}
