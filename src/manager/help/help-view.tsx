/** Answers the first questions of a user. */
import { text } from '../../platform/texts';
import { Heading } from '../../ui/heading';

export function HelpView() {
  return (
    <section class="stack">
      <Heading>{text('helpTitle')}</Heading>
    </section>
  );
}
