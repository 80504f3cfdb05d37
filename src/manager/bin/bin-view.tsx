/** Lists what was deleted, to restore it or to delete it for good. */
import type { OpenState } from '../../domain/app-state';
import { text } from '../../platform/texts';
import type { Ask, Send } from '../../protocol/messages';
import { Heading } from '../../ui/heading';

interface BinViewProps {
  readonly state: OpenState;
  readonly send: Send;
  readonly ask: Ask;
}

export function BinView(_: BinViewProps) {
  return (
    <section class="stack">
      <Heading>{text('binTitle')}</Heading>
    </section>
  );
}
