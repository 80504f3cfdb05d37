/**
 * The verdict: one sentence about this page, its remedies, and a second line only if a header ends soon.
 * The explanation is loaded on demand.
 */
import { useState } from 'preact/hooks';
import type { ActivityEntry } from '../../domain/activity';
import type { Cause } from '../../domain/verdict';
import { text } from '../../platform/texts';
import { distanceText } from '../../ui/distance-text';
import { failureText } from '../../ui/failure-text';
import { sentText } from '../../ui/sent-text';
import { useNow } from '../../ui/use-now';
import { verdictText } from '../../ui/verdict-text';
import { endsToTell, type Headline, headlineOf, isGood } from '../headline';
import { endsOf, isRenewed, type SiteReport } from '../site-report';
import { onDemandView } from './on-demand';
import { VerdictActions, type VerdictActionsProps } from './verdict-actions';

const Why = onDemandView((views) => views.Why);

interface VerdictLineProps extends Omit<VerdictActionsProps, 'headline' | 'children'> {
  /** The last request of this tab, as long as the same profile is picked. */
  readonly seen?: ActivityEntry | undefined;
  /** Opens the activity page. */
  readonly onActivity: () => void;
}

const ATTENTION: readonly (SiteReport['kind'] | Cause)[] = [
  'not-allowed',
  'server-not-allowed',
  'failed',
  'paused',
];
const MARKS = { good: '●', attention: '▲', quiet: '○' } as const;

export function VerdictLine({ seen, onActivity, ...props }: VerdictLineProps) {
  const { report } = props;
  const [isOpen, setOpen] = useState(false);
  const now = useNow(endsOf(report).length > 0);
  const headline = headlineOf(report, seen, now);
  const tone = toneOf(headline, report);
  const sentence = sentenceOf(headline, report);
  const isBad = headline.kind === 'seen' && tone !== 'good';
  const why = (seen || 'headers' in report) && (
    <button class="quiet" type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
      {text(isBad ? 'seenWhy' : 'seenMore')}
    </button>
  );
  return (
    <div class={`verdict ${tone}`}>
      <div class="row first">
        <p role="status">
          <span class="mark" aria-hidden="true">
            {MARKS[tone]}
          </span>
          {/* A new element: a text that changes in place is not read out everywhere. */}
          <span class="sentences" key={sentence}>
            {sentence}
          </span>
        </p>
        {!isBad && why}
      </div>
      {/* Outside the status: a screen reader would read it out each second. */}
      {endsToTell(report, headline, now).map(({ name, at }) => (
        <time key={name + at} class="hint" dateTime={new Date(at).toISOString()}>
          {text(at > now ? 'verdictExpires' : 'verdictExpired', name, distanceText(at, now))}
        </time>
      ))}
      {(tone === 'attention' || 'signIn' in report) && (
        <VerdictActions {...props} headline={headline}>
          {isBad && why}
        </VerdictActions>
      )}
      {why && isOpen && <Why report={report} seen={seen} onActivity={onActivity} />}
    </div>
  );
}

function toneOf(headline: Headline, report: SiteReport): keyof typeof MARKS {
  if (isGood(headline, report)) return 'good';
  if (headline.kind !== 'report') return 'attention';
  const reason = report.kind === 'no-header' ? report.problem.cause : report.kind;
  return ATTENTION.includes(reason) ? 'attention' : 'quiet';
}

function sentenceOf(headline: Headline, report: SiteReport): string {
  switch (headline.kind) {
    case 'report':
      return reportText(report);
    case 'not-sent': {
      const { name, status } = headline.header;
      const reason = status.state === 'failed' ? failureText(status.failure) : '';
      return text('verdictHeaderFailed', name, reason);
    }
    case 'expired':
      return text('verdictTokenExpired');
    case 'seen': {
      const { verdict, status } = headline.entry;
      if (verdict.cause !== 'working') return verdictText(verdict, status);
      return [verdictText(verdict), status, text('verdictSent', sentText(headline.entry))]
        .filter((part) => part !== undefined)
        .join(' · ');
    }
    case 'adding': {
      // Of two equal headers the browser sends the first.
      const names = [...new Set(headline.headers.map(({ name }) => name))].join(', ');
      const renewed = headline.headers.every(isRenewed);
      return text(renewed ? 'verdictAddingRenewed' : 'verdictAdding', names);
    }
  }
}

function reportText(report: SiteReport): string {
  switch (report.kind) {
    case 'no-header':
      return verdictText(report.problem);
    case 'server-not-allowed':
      return text('error_token_endpoint_not_allowed');
    case 'waiting':
      return text('error_token_pending');
    case 'failed':
      // The choices below show the picked profile, so the sentence does not name it.
      if (report.signIn) return failureText(report.failure);
      return text('verdictFailed', report.profile, failureText(report.failure));
    default:
      return text('verdictPending');
  }
}
