/** Lists the sites on which the browser lets Keybearer work, and why, and gives access back. */
import type { OpenState } from '../../domain/app-state';
import { text } from '../../platform/texts';
import type { Send } from '../../protocol/messages';
import { Heading } from '../../ui/heading';

interface AccessViewProps {
  readonly state: OpenState;
  readonly send: Send;
}

export function AccessView(_: AccessViewProps) {
  return (
    <section class="stack">
      <Heading>{text('navAccess')}</Heading>
    </section>
  );
}
