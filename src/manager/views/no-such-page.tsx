/** Shown under an address that leads nowhere, or to something that was deleted. */
import { type TextKey, text } from '../../platform/texts';
import { Heading } from '../../ui/heading';

interface NoSuchPageProps {
  /** The text of the heading. */
  readonly title: TextKey & ('pageUnknown' | 'pageNoProfile');
}

export function NoSuchPage({ title }: NoSuchPageProps) {
  return (
    <section class="stack narrow">
      <Heading>{text(title)}</Heading>
      <div class="row">
        <a class="button primary" href="#/">
          {text('signInBack')}
        </a>
      </div>
    </section>
  );
}
