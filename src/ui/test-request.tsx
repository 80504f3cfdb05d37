/** Sends a test request with the header that is in force, and shows the result. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { TEST_METHODS, type TestMethod } from '../domain/inquiry';
import { text } from '../platform/texts';
import type { Ask } from '../protocol/messages';
import { AskedAnswer } from './asked-answer';
import { ChoiceField } from './choice-field';
import { failureText } from './failure-text';
import { Field } from './field';
import { Problem } from './problem';
import type { RemedyActions } from './remedy-button';
import { useTest } from './use-test';

interface TestRequestProps {
  readonly address: string;
  /** True if the user can change the address. */
  readonly editable?: boolean;
  readonly hint: string;
  /** Counts clicks on Test elsewhere on the page; each one runs the test. */
  readonly wanted?: number;
  readonly ask: Ask;
  readonly actions: RemedyActions;
}

export function TestRequest(props: TestRequestProps) {
  const { address, editable, hint, wanted = 0, ask, actions } = props;
  const [url, setUrl] = useState(address);
  const [method, setMethod] = useState<TestMethod>('GET');
  const { result, busy, run } = useTest(ask);
  const form = useRef<HTMLFormElement>(null);
  const problem = result?.ok === false ? failureText(result.failure) : undefined;

  useEffect(() => {
    if (wanted > 0) void run(address, 'GET');
  }, [wanted, address, run]);
  // The result may be below the visible part of the page.
  useEffect(() => {
    if (busy || result) form.current?.scrollIntoView({ block: 'nearest' });
  }, [busy, result]);

  return (
    <form
      class="stack test"
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void run(url, method);
      }}
    >
      {editable && <Field label={text('askUrl')} value={url} onInput={setUrl} problem={problem} />}
      <div class="row asking">
        <ChoiceField
          label={text('askMethod')}
          options={TEST_METHODS.map((value) => ({ value, name: value }))}
          value={method}
          // Cast: `chosen` is one of the options.
          onChange={(chosen) => setMethod(chosen as TestMethod)}
        />
        <button type="submit" aria-disabled={busy}>
          {text(busy ? 'askBusy' : 'remedyTest')}
        </button>
      </div>
      <p class="hint">{hint}</p>
      <div role="status">{result?.ok && <AskedAnswer answer={result} actions={actions} />}</div>
      {!editable && problem && <Problem>{problem}</Problem>}
    </form>
  );
}
