/**
 * Copies the header that is in force, or a curl command with a variable in its place. The page
 * writes the text to the clipboard and keeps no copy.
 */
import { useState } from 'preact/hooks';
import type { HeaderSummary } from '../domain/app-state';
import type { Failure } from '../domain/errors';
import type { Origin } from '../domain/site';
import { allowClearingClipboard, mayClearClipboard } from '../platform/clipboard-permission';
import { text } from '../platform/texts';
import type { Ask, Query } from '../protocol/messages';
import { failureText } from './failure-text';

interface CopyHeaderProps {
  readonly origin: Origin;
  /** The address in the command. */
  readonly url: string;
  /** The headers that are set on the site; at least one. */
  readonly headers: readonly HeaderSummary[];
  readonly ask: Ask;
}

type Outcome = 'cleared' | 'stays' | 'curl' | Failure;
type Question = Extract<Query, { type: 'header/copy' | 'header/curl' }>;

export function CopyHeader({ origin, url, headers, ask }: CopyHeaderProps) {
  const [outcome, setOutcome] = useState<Outcome>();

  async function copy(question: Question) {
    // Remove the text first: a screen reader reads out the same words only if they are new.
    setOutcome(undefined);
    setOutcome((await writeAnswer(ask, question)) ?? (await fateOf(question)));
  }

  // Browsers ask only in the tick of the click. Chrome's prompt closes the popup; the background
  // gets an event when the user allows.
  const allow = () =>
    void allowClearingClipboard().then((isAllowed) => setOutcome(isAllowed ? 'cleared' : 'stays'));

  return (
    <div class="stack">
      <div class="row">
        {headers.map(({ id: headerId, headerNames, paths }) => (
          <button
            key={headerId}
            type="button"
            onClick={() => void copy({ type: 'header/copy', origin, headerId })}
          >
            {headers.length === 1
              ? text('copyHeader')
              : text('copyHeaderNamed', [headerNames.join(', '), ...paths].join(' '))}
          </button>
        ))}
        <button
          type="button"
          onClick={() => void copy({ type: 'header/curl', origin, url, method: 'GET' })}
        >
          {text('copyCurl')}
        </button>
      </div>
      <p class="hint" role="status">
        {outcome && outcomeText(outcome)}
      </p>
      {outcome === 'stays' && (
        <div class="row">
          <button type="button" onClick={allow}>
            {text('copiedClear')}
          </button>
        </div>
      )}
    </div>
  );
}

/** Call it within seconds of a click: browsers let a page write only then. */
async function writeAnswer(ask: Ask, question: Question): Promise<Failure | undefined> {
  const answer = await ask(question);
  if (!answer?.ok) return answer?.failure ?? { code: 'unexpected' };
  return navigator.clipboard.writeText(answer.text).then(
    () => undefined,
    () => ({ code: 'clipboard-refused' }),
  );
}

async function fateOf({ type }: Question): Promise<Outcome> {
  if (type === 'header/curl') return 'curl';
  return (await mayClearClipboard()) ? 'cleared' : 'stays';
}

function outcomeText(outcome: Outcome): string {
  switch (outcome) {
    case 'cleared':
      return text('copiedCleared');
    case 'stays':
      return text('copiedStays');
    case 'curl':
      return text('copiedCurl', 'KEYBEARER_SECRET');
    default:
      return failureText(outcome);
  }
}
