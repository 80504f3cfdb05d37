/** Says what a sealed copy is, and saves one. */
import { text } from '../../platform/texts';
import type { Ask } from '../../protocol/messages';
import { SaveCopy } from './save-copy';

interface SealedCopiesProps {
  readonly ask: Ask;
}

export function SealedCopies({ ask }: SealedCopiesProps) {
  return (
    <section class="stack">
      <h2>{text('saveCopyTitle')}</h2>
      <p>{text('aboutCopy')}</p>
      <p class="hint">{text('sealedCopiesRestore')}</p>
      <div class="row">
        <SaveCopy ask={ask} />
      </div>
    </section>
  );
}
