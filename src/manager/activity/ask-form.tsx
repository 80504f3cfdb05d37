/** Why (not) on this address: answered from the rules alone, or by asking the server. */
import { useEffect, useState } from 'preact/hooks';
import {
  type Explained,
  type Question,
  TEST_METHODS,
  type TestResult,
  WAYS,
  type Way,
} from '../../domain/inquiry';
import { METHODS, type Method } from '../../domain/profile';
import { takeAddress } from '../../platform/site-handover';
import { type TextKey, text } from '../../platform/texts';
import type { Ask, Send } from '../../protocol/messages';
import { ChoiceField } from '../../ui/choice-field';
import { failureText } from '../../ui/failure-text';
import { Field } from '../../ui/field';
import { AskedAnswer } from './asked-answer';

interface AskFormProps {
  readonly ask: Ask;
  readonly send: Send;
}

const EMPTY: Question = { url: '', way: 'opened', method: 'GET', page: '' };

const WAY_NAMES: Readonly<Record<Way, TextKey>> = {
  opened: 'wayOpened',
  script: 'wayScript',
  form: 'wayForm',
  frame: 'wayFrame',
};

export function AskForm({ ask, send }: AskFormProps) {
  const [question, setQuestion] = useState(EMPTY);
  const [busy, setBusy] = useState(false);
  const [explained, setExplained] = useState<Explained>();
  const [tested, setTested] = useState<TestResult>();
  const { url, way, method, page } = question;
  const change = (part: Partial<Question>) => setQuestion((before) => ({ ...before, ...part }));
  const answered = tested ?? explained;
  const problem = answered?.ok === false ? failureText(answered.failure) : undefined;

  // Over which page the popup was asked.
  useEffect(() => {
    void takeAddress().then((address) => address !== undefined && change({ url: address }));
  }, []);

  async function give<T>(answer: Promise<T | undefined>, take: (answer: T | undefined) => void) {
    setBusy(true);
    setExplained(undefined);
    setTested(undefined);
    take(await answer);
    setBusy(false);
  }
  const explain = () => give(ask({ type: 'diagnosis/explain', question }), setExplained);
  const testMethod = TEST_METHODS.find((each) => each === method) ?? 'GET';
  const test = () => give(ask({ type: 'test/run', url, method: testMethod }), setTested);

  return (
    <form
      class="card"
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
          // Cast: one of the options.
          onChange={(chosen) => change({ way: chosen as Way })}
        />
        <ChoiceField
          label={text('askMethod')}
          options={METHODS.map((value) => ({ value, name: value }))}
          value={method}
          // Cast: one of the options.
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
        <button type="button" aria-disabled={busy} onClick={() => !busy && void test()}>
          {text(busy ? 'askBusy' : 'askTest', testMethod)}
        </button>
      </div>
      <p class="hint">{text('askTestHint')}</p>
      <div role="status">
        {answered?.ok && <AskedAnswer answer={answered} send={send} onTest={() => void test()} />}
      </div>
    </form>
  );
}
