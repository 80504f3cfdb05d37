/** Lists the keys of popup and manager. */
import type { OpenState } from '../../domain/app-state';
import { text } from '../../platform/texts';
import { Heading } from '../../ui/heading';

interface KeyboardViewProps {
  readonly state: OpenState;
}

export function KeyboardView(_: KeyboardViewProps) {
  return (
    <section class="stack">
      <Heading>{text('keyboardTitle')}</Heading>
    </section>
  );
}
