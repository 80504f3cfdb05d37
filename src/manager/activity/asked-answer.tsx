/** What the rules say of an address, or what the server said when it was asked. */
import { isFine } from '../../domain/activity';
import type { Explained, TestResult } from '../../domain/inquiry';
import { requestSites } from '../../platform/site-permissions';
import { text } from '../../platform/texts';
import type { Send } from '../../protocol/messages';
import { RemedyButton } from '../../ui/remedy-button';
import { verdictText } from '../../ui/verdict-text';
import { remediesOf } from './remedies';

type Answer = Extract<Explained | TestResult, { ok: true }>;

interface AskedAnswerProps {
  readonly answer: Answer;
  readonly send: Send;
  readonly onTest: () => void;
}

export function AskedAnswer({ answer, send, onTest }: AskedAnswerProps) {
  const { advice } = answer;
  const isTest = 'sent' in answer;
  const lines = isTest ? answer.sent : answer.carries;
  const fine = !advice || isFine(advice.verdict);
  return (
    <div class={`notice answer ${fine ? 'good' : ''}`}>
      <p>{advice ? verdictText(advice.verdict) : text('askCarries')}</p>
      {isTest && answer.status !== undefined && (
        <p class="hint">
          {text(
            'testAnswered',
            String(answer.status),
            String(Math.round(answer.milliseconds ?? 0)),
          )}
        </p>
      )}
      {lines.map((line) => (
        <code class="place" key={line}>
          {line}
        </code>
      ))}
      {isTest && lines.length === 0 && <p class="hint">{text('testSentNothing')}</p>}
      {advice && !fine && (
        <>
          <RemedyButton
            entry={advice}
            actions={remediesOf(advice.origin, send, isTest ? undefined : onTest)}
          />
          {advice.remedy === 'allow' && (
            <button
              class="primary"
              type="button"
              // In the very tick of the click: browsers ask only in a gesture.
              onClick={() => void requestSites([advice.origin])}
            >
              {text('verdictAllow', new URL(advice.origin).host)}
            </button>
          )}
          {advice.remedy === 'resume' && (
            <button type="button" onClick={() => void send({ type: 'pause/set', paused: false })}>
              {text('popupResume')}
            </button>
          )}
          {(advice.remedy === 'pick' || advice.remedy === 'add-profile') && (
            <a href={advice.remedy === 'pick' ? '#/' : '#/profile/new'}>
              {text(advice.remedy === 'pick' ? 'managerTitle' : 'managerAdd')}
            </a>
          )}
        </>
      )}
      {isTest && answer.body && (
        <details>
          <summary>{text('testBody')}</summary>
          <pre class="place">{answer.body}</pre>
        </details>
      )}
    </div>
  );
}
