/** Asks whether a request would carry a header: from the rules alone, or by a test request. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ActivityEntry } from '../../domain/activity';
import { type Explained, type Question, TEST_METHODS, WAYS, type Way } from '../../domain/inquiry';
import { METHODS, type Method } from '../../domain/profile';
import { takeAddress } from '../../platform/handed-over';
import { type TextKey, text } from '../../platform/texts';
import type { Ask } from '../../protocol/messages';
import { AskedAnswer } from '../../ui/asked-answer';
import { ChoiceField } from '../../ui/choice-field';
import { failureText } from '../../ui/failure-text';
import { Field } from '../../ui/field';
import type { RemedyActions } from '../../ui/remedy-button';
import { useTest } from '../../ui/use-test';
import { onShownAgain } from '../shown-again';

interface AskFormProps {
  readonly ask: Ask;
  readonly actions: RemedyActions;
  /** An entry to test. Its address may lack parts that are not stored. */
  readonly toTest?: ActivityEntry | undefined;
}

const EMPTY: Question = { url: '', way: 'opened', method: 'GET', page: '' };

const WAY_NAMES: Readonly<Record<Way, TextKey>> = {
  opened: 'wayOpened',
  script: 'wayScript',
  picture: 'wayPicture',
  form: 'wayForm',
  frame: 'wayFrame',
};

export function AskForm({ ask, actions, toTest }: AskFormProps) {
  const [question, setQuestion] = useState(EMPTY);
  const [explained, setExplained] = useState<Explained>();
  const [explaining, setExplaining] = useState(false);
  const test = useTest(ask);
  const form = useRef<HTMLFormElement>(null);
  const { url, way, method, page } = question;
  const change = (part: Partial<Question>) => setQuestion((before) => ({ ...before, ...part }));
  const busy = explaining || test.busy;
  // A running question makes the last answer out of date.
  const answered = busy ? undefined : (test.result ?? explained);
  const problem = answered?.ok === false ? failureText(answered.failure) : undefined;

  // The popup leaves the address of its tab here.
  useEffect(() => {
    const take = () =>
      void takeAddress().then((address) => address !== undefined && change({ url: address }));
    take();
    return onShownAgain(take);
  }, []);

  // The user completes the parts of the address that are not stored.
  useEffect(() => {
    if (!toTest) return;
    const seen = METHODS.find((each) => each === toTest.method) ?? 'GET';
    setQuestion({ ...EMPTY, url: toTest.address, method: seen });
    form.current?.querySelector('input')?.focus();
  }, [toTest]);

  async function explain() {
    setExplaining(true);
    test.forget();
    setExplained(undefined);
    setExplained(await ask({ type: 'diagnosis/explain', question }));
    setExplaining(false);
  }
  const testMethod = TEST_METHODS.find((each) => each === method) ?? 'GET';

  return (
    <form
      class="card"
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void explain();
      }}
    >
      <h2>{text('askTitle')}</h2>
      <Field
        label={text('askUrl')}
        value={url}
        onInput={(typed) => change({ url: typed })}
        problem={problem}
      />
      <div class="filters">
        <ChoiceField
          label={text('askWay')}
          options={WAYS.map((value) => ({ value, name: text(WAY_NAMES[value]) }))}
          value={way}
          // Cast: `chosen` is one of the options.
          onChange={(chosen) => change({ way: chosen as Way })}
        />
        <ChoiceField
          label={text('askMethod')}
          options={METHODS.map((value) => ({ value, name: value }))}
          value={method}
          // Cast: `chosen` is one of the options.
          onChange={(chosen) => change({ method: chosen as Method })}
        />
        {way !== 'opened' && (
          <Field
            label={text('askPage')}
            hint={text('askPageHint')}
            value={page}
            onInput={(typed) => change({ page: typed })}
          />
        )}
      </div>
      <div class="row">
        <button class="primary" type="submit" aria-disabled={busy}>
          {text('askExplain')}
        </button>
        <button
          type="button"
          aria-disabled={busy}
          onClick={() => !busy && void test.run(url, testMethod)}
        >
          {text(test.busy ? 'askBusy' : 'askTest', testMethod)}
        </button>
      </div>
      <p class="hint">{text('askTestHint')}</p>
      <div role="status">{answered?.ok && <AskedAnswer answer={answered} actions={actions} />}</div>
    </form>
  );
}
