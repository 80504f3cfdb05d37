/** The answer to a question about an address: from the rules, or from a test request. */
import { isFine } from '../domain/activity';
import type { Advice, Explained, ExtraLeftOut, TestResult } from '../domain/inquiry';
import { text } from '../platform/texts';
import { limitText } from './limit-text';
import { type RemedyActions, RemedyButton } from './remedy-button';
import { useNow } from './use-now';
import { extraVerdictText, verdictText } from './verdict-text';

type Answer = Extract<Explained | TestResult, { ok: true }>;
type Tested = Extract<TestResult, { ok: true }>;

interface AskedAnswerProps {
  readonly answer: Answer;
  readonly actions: RemedyActions;
}

export function AskedAnswer({ answer, actions }: AskedAnswerProps) {
  const { advice } = answer;
  const tested = 'sent' in answer ? answer : undefined;
  const fine = !advice || isFine(advice.verdict);
  return (
    <div class={`notice answer stack ${fine ? 'good' : ''}`}>
      <p class="told">{advice ? sentenceOf(advice, tested) : text('askCarries')}</p>
      {tested && <Measured tested={tested} />}
      {tested?.cookie && <p class="hint">{text('verdictCookie')}</p>}
      {(tested?.sent ?? ('carries' in answer ? answer.carries : [])).map((line) => (
        <code class="place" key={line}>
          {line}
        </code>
      ))}
      {'extras' in answer &&
        answer.extras?.map((extra) => (
          <p class="hint" key={JSON.stringify(extra)}>
            {text('askExtraLeftOut', extra.name, leftOutText(extra))}
          </p>
        ))}
      {advice && !fine && <RemedyButton entry={advice} actions={actions} />}
      {tested?.body && (
        // The server's body may give the reason that the browser hides.
        <details open={isUnexplained(advice)}>
          <summary>{text('testBody')}</summary>
          <pre class="place">{tested.body}</pre>
        </details>
      )}
    </div>
  );
}

function leftOutText(extra: ExtraLeftOut): string {
  return 'verdict' in extra
    ? extraVerdictText(extra.verdict)
    : text('popupExtraHeld', extra.header, extra.setBy);
}

/** The status, the time it took, and the rest of the rate limit. */
function Measured({ tested }: { readonly tested: Tested }) {
  const { status, milliseconds = 0, limits, sent } = tested;
  const now = useNow(limits.length > 0);
  return (
    <>
      {status !== undefined && (
        <p class="hint">
          {text('testAnswered', String(status), String(Math.round(milliseconds)))}
          {limits.map((limit) => ` · ${limitText(limit, now)}`)}
        </p>
      )}
      <p class="hint">{text(sent.length > 0 ? 'testSent' : 'testSentNothing')}</p>
    </>
  );
}

function sentenceOf({ verdict }: Advice, tested: Tested | undefined): string {
  if (!tested || verdict.cause !== 'forbidden') return verdictText(verdict, tested?.status);
  return text(tested.body ? 'testForbidden' : 'testForbiddenSilent');
}

function isUnexplained(advice: Advice | undefined): boolean {
  return advice?.verdict.cause === 'forbidden' || advice?.verdict.cause === 'refused-otherwise';
}
