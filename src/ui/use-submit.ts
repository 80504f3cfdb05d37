/**
 * Submits a form, once at a time, and moves the focus to the field that failed. A wrong passphrase is
 * kept and selected: the next key replaces it.
 */
import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Failure } from '../domain/errors';
import type { Reply } from '../protocol/messages';

export interface Submission {
  readonly form: RefObject<HTMLFormElement | null>;
  readonly onSubmit: (event: SubmitEvent) => void;
  readonly busy: boolean;
  readonly failure: Failure | undefined;
  /** True if no field shows the failure, so that the form has to show it. */
  readonly unplaced: boolean;
}

const WRONG_PASSPHRASE = ['passphrase-wrong', 'backup-wrong-passphrase'] as const;

/**
 * @param send - Called in the tick of the submit, so that it may ask for permissions. Resolves to
 * undefined if the user cancelled.
 * @param onDone - Called after success.
 */
export function useSubmit(send: () => Promise<Reply | undefined>, onDone?: () => void): Submission {
  const form = useRef<HTMLFormElement>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const [unplaced, setUnplaced] = useState(false);

  useEffect(() => {
    const marked = form.current?.querySelector<HTMLElement>(
      // `data-at-fault` marks a control that is not a field.
      '[aria-invalid="true"], [data-at-fault="true"]',
    );
    setUnplaced(failure !== undefined && !marked);
    marked?.focus();
    const isWrong = WRONG_PASSPHRASE.some((code) => code === failure?.code);
    if (isWrong && marked instanceof HTMLInputElement) marked.select();
  }, [failure]);

  async function submit() {
    setBusy(true);
    // Remove the problem first: a screen reader announces the same text only if it is new.
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
