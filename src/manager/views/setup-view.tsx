/** First run: says that the passphrase cannot be recovered, then asks for it. */
import { useId, useState } from 'preact/hooks';
import { text } from '../../platform/texts';
import type { Send } from '../../protocol/messages';
import { failureText } from '../../ui/failure-text';
import { Problem } from '../../ui/problem';
import { useSubmit } from '../../ui/use-submit';
import { NewPassphrase, newPassphraseProblem } from './new-passphrase';

interface SetupViewProps {
  readonly send: Send;
  /** The page above has its heading, and says what Keybearer is. */
  readonly isPart?: boolean;
}

export function SetupView({ send, isPart = false }: SetupViewProps) {
  const Title = isPart ? 'h2' : 'h1';
  const id = useId();
  const [passphrase, setPassphrase] = useState('');
  const [repeat, setRepeat] = useState('');
  const { form, onSubmit, busy, failure, unplaced } = useSubmit(async () => {
    const problem = await newPassphraseProblem(passphrase, repeat);
    return problem ?? send({ type: 'vault/create', passphrase });
  });

  return (
    // Named by the heading: a screen reader says the name when the field in the form gets the focus.
    <form class="stack narrow" ref={form} onSubmit={onSubmit} aria-labelledby={id}>
      <Title id={id}>{text('setupTitle')}</Title>
      {!isPart && <p>{text('setupPromise')}</p>}
      <p class="notice">{text('setupWarning')}</p>
      <NewPassphrase
        label={text('setupPassphrase')}
        passphrase={passphrase}
        onPassphrase={setPassphrase}
        repeat={repeat}
        onRepeat={setRepeat}
        failure={failure}
        // The welcome is read from its top.
        focused={!isPart}
      />
      {unplaced && failure && <Problem>{failureText(failure)}</Problem>}
      <button class="primary" type="submit" aria-disabled={busy}>
        {text(busy ? 'setupCreating' : 'setupCreate')}
      </button>
    </form>
  );
}
