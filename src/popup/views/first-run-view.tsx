/** Explains Keybearer before there is a vault, and offers the one next step. */
import { text } from '../../platform/texts';

interface FirstRunViewProps {
  readonly onStart: () => void;
}

export function FirstRunView({ onStart }: FirstRunViewProps) {
  return (
    <section class="stack">
      <h1>{text('firstRunTitle')}</h1>
      <p>{text('setupPromise')}</p>
      <button class="primary" type="button" data-first onClick={onStart}>
        {text('setupStart')}
      </button>
    </section>
  );
}
