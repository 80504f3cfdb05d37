/** Copies a text that is no secret, and says whether that worked. */
import { useState } from 'preact/hooks';
import { text } from '../platform/texts';

/** @returns a function that copies, and the sentence for a status: undefined before the first copy. */
export function useCopied(): readonly [(copied: string) => Promise<void>, string | undefined] {
  const [outcome, setOutcome] = useState<'copied' | 'redirectNotCopied'>();

  async function copy(copied: string) {
    // Remove the text first: a screen reader announces the same text only if it is new.
    setOutcome(undefined);
    const isCopied = await navigator.clipboard.writeText(copied).then(
      () => true,
      () => false,
    );
    setOutcome(isCopied ? 'copied' : 'redirectNotCopied');
  }

  return [copy, outcome && text(outcome)];
}
