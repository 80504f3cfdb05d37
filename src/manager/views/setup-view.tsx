/** First run: says that the passphrase cannot be recovered, then asks for it. */
import { useState } from 'preact/hooks';
import { text } from '../../platform/texts';
import type { Send } from '../../protocol/messages';
import { failureText } from '../../ui/failure-text';
import { Heading } from '../../ui/heading';
import { Problem } from '../../ui/problem';
import { useSubmit } from '../../ui/use-submit';
import { NewPassphrase, newPassphraseProblem } from './new-passphrase';

interface SetupViewProps {
  readonly send: Send;
}

export function SetupView({ send }: SetupViewProps) {
  const [passphrase, setPassphrase] = useState('');
  const [repeat, setRepeat] = useState('');
  const { form, onSubmit, busy, failure, unplaced } = useSubmit(async () => {
    const problem = await newPassphraseProblem(passphrase, repeat);
    return problem ?? send({ type: 'vault/create', passphrase });
  });

  return (
    <form class="stack narrow" ref={form} onSubmit={onSubmit}>
      <Heading>{text('setupTitle')}</Heading>
      <p>{text('setupPromise')}</p>
      <p class="notice">{text('setupWarning')}</p>
      <NewPassphrase
        label={text('setupPassphrase')}
        passphrase={passphrase}
        onPassphrase={setPassphrase}
        repeat={repeat}
        onRepeat={setRepeat}
        failure={failure}
      />
      {unplaced && failure && <Problem>{failureText(failure)}</Problem>}
      <button class="primary" type="submit" aria-disabled={busy}>
        {text(busy ? 'setupCreating' : 'setupCreate')}
      </button>
    </form>
  );
}
