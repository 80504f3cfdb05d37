/** What this is, which version, and what it keeps where. */
import { extensionVersion } from '../../platform/extension-info';
import { text } from '../../platform/texts';
import { Heading } from '../../ui/heading';

export function AboutView() {
  return (
    <section class="stack narrow">
      <Heading>{text('aboutTitle')}</Heading>
      <p>{text('aboutPromise')}</p>
      <p>{text('aboutVersion', extensionVersion())}</p>
      <h2>{text('aboutKeepsTitle')}</h2>
      <p>{text('aboutKeeps')}</p>
      <h2>{text('aboutLimitsTitle')}</h2>
      <p>{text('aboutLimits')}</p>
    </section>
  );
}
