/**
 * The verdict in words, with one remedy: the result of the last request if there is one, and a
 * sentence for each header that is set.
 */
import { type ActivityEntry, isFine } from '../../domain/activity';
import type { Cause } from '../../domain/verdict';
import { requestSites } from '../../platform/site-permissions';
import { text } from '../../platform/texts';
import { clockTime, minuteTime } from '../../ui/clock-text';
import { distanceText } from '../../ui/distance-text';
import { failureText } from '../../ui/failure-text';
import { type RemedyActions, RemedyButton } from '../../ui/remedy-button';
import { ServerWords } from '../../ui/server-words';
import { useNow } from '../../ui/use-now';
import { verdictText } from '../../ui/verdict-text';
import { endOf, endsOf, type HeaderReport, type SiteReport } from '../site-report';
import { SeenDetails } from './seen-details';

interface VerdictLineProps {
  readonly report: SiteReport;
  /** The last request of this tab, as long as the same profile is picked. */
  readonly seen?: ActivityEntry | undefined;
  readonly remedies: RemedyActions;
  readonly onResume: () => void;
  /** Opens the activity page. */
  readonly onWhy: () => void;
  /** To the credential of the picked profile. */
  readonly onReplace: () => void;
}

const ATTENTION: readonly (SiteReport['kind'] | Cause)[] = [
  'not-allowed',
  'server-not-allowed',
  'failed',
  'incomplete',
  'paused',
];
const MARKS = { good: '●', attention: '▲', quiet: '○' } as const;

export function VerdictLine(props: VerdictLineProps) {
  const { report, seen, remedies, onResume, onWhy, onReplace } = props;
  const signIn = 'signIn' in report ? report.signIn : undefined;
  const origins = 'origins' in report ? report.origins : undefined;
  const isBad = seen && !isFine(seen.verdict);
  const ends = endsOf(report);
  const now = useNow(ends.length > 0);
  const tone = isBad || ends.some(({ at }) => at <= now) ? 'attention' : toneOf(report);
  const told = isBad ? [] : sentences(report, now);
  return (
    <div class={`verdict ${tone}`}>
      <p role="status">
        <span class="mark" aria-hidden="true">
          {MARKS[tone]}
        </span>
        <span class="sentences" title={isBad ? undefined : endsText(report)}>
          {/* Each sentence once: of two equal headers the browser sends the first. */}
          {seen && (
            <span>
              {verdictText(seen.verdict, seen.status)}
              {!isBad && (
                <>
                  {' · '}
                  <SeenDetails entry={seen} />
                </>
              )}
            </span>
          )}
          {[...new Set(told)].map((sentence) => (
            <span class={seen && 'hint'} key={sentence}>
              {sentence}
            </span>
          ))}
        </span>
      </p>
      {isBad && <SeenDetails entry={seen} />}
      {'failure' in report && <ServerWords failure={report.failure} />}
      {/* Outside the status: a screen reader would read it out each second. */}
      {ends.map(({ name, at }) => (
        <time key={name + at} class="hint" dateTime={new Date(at).toISOString()}>
          {text(at > now ? 'verdictExpires' : 'verdictExpired', name, distanceText(at, now))}
        </time>
      ))}
      {!isBad && ends.some(({ at }) => at <= now) && (
        <button class="primary" type="button" onClick={onReplace}>
          {text('replaceToken')}
        </button>
      )}
      {'problem' in report && report.problem.cause === 'paused' && (
        <button type="button" onClick={onResume}>
          {text('popupResume')}
        </button>
      )}
      {isBad && (
        <div class="row">
          <RemedyButton entry={seen} actions={remedies} />
          <button class="quiet" type="button" onClick={onWhy}>
            {text('seenWhy')}
          </button>
        </div>
      )}
      {signIn !== undefined && (
        <button class="primary" type="button" onClick={() => remedies.onSignIn(signIn)}>
          {text('signInBegin')}
        </button>
      )}
      {origins && (
        // Browsers ask only in the tick of the click. Chrome's prompt closes the popup; the
        // background gets an event when the user allows.
        <button class="primary" type="button" onClick={() => void requestSites(origins)}>
          {text('verdictAllow', new URL(origins[0]).host)}
        </button>
      )}
    </div>
  );
}

function toneOf(report: SiteReport): keyof typeof MARKS {
  if (report.kind === 'installed') return 'good';
  const reason = report.kind === 'no-header' ? report.problem.cause : report.kind;
  return ATTENTION.includes(reason) ? 'attention' : 'quiet';
}

function sentences(report: SiteReport, now: number): readonly string[] {
  switch (report.kind) {
    case 'no-header':
      return [verdictText(report.problem)];
    case 'server-not-allowed':
      return [text('error_token_endpoint_not_allowed')];
    case 'pending':
      return [text('verdictPending')];
    case 'waiting':
      return [text('error_token_pending')];
    case 'failed':
      // The choices below show the picked profile, so the sentence does not name it.
      if (report.signIn) return [failureText(report.failure)];
      return [text('verdictFailed', report.profile, failureText(report.failure))];
    case 'installed':
    case 'incomplete':
      return report.headers.map((header) => headerSentence(header, now));
  }
}

/** For a tooltip: when the headers that Keybearer renews by itself end, a line each. */
function endsText(report: SiteReport): string | undefined {
  const headers = 'headers' in report ? report.headers : [];
  const lines = headers.flatMap(({ name, status }) =>
    status.state === 'installed' && status.renewAt !== undefined && status.expiresAt !== undefined
      ? [text('verdictEnds', name, clockTime(status.expiresAt))]
      : [],
  );
  return lines.length > 0 ? [...new Set(lines)].join('\n') : undefined;
}

function headerSentence(header: HeaderReport, now: number): string {
  const { name, status, paths, methods } = header;
  if (status.state === 'failed') {
    return text('verdictHeaderFailed', name, failureText(status.failure));
  }
  const { issuedAt, expiresAt, renewAt } = status;
  const end = endOf(header);
  return [
    expiresAt === undefined || renewAt === undefined
      ? text('verdictInstalled', name, minuteTime(issuedAt))
      : text('verdictSigned', name, minuteTime(issuedAt)),
    ...(end !== undefined && end <= now ? [text('verdictTokenExpired')] : []),
    ...(paths.length > 0 ? [text('verdictScope', paths.join(', '))] : []),
    ...(methods.length > 0 ? [text('verdictMethods', methods.join(', '))] : []),
  ].join(' ');
}
