/**
 * The verdict in words, with its one remedy: what became of the last request, if the browser has told;
 * else what is set, a sentence for each header.
 */
import { type ActivityEntry, isFine } from '../../domain/activity';
import { requestSites } from '../../platform/site-permissions';
import { text } from '../../platform/texts';
import { clockTime, minuteTime } from '../../ui/clock-text';
import { distanceText } from '../../ui/distance-text';
import { failureText } from '../../ui/failure-text';
import { type RemedyActions, RemedyButton } from '../../ui/remedy-button';
import { useNow } from '../../ui/use-now';
import { verdictText } from '../../ui/verdict-text';
import { endOf, endsOf, type HeaderVerdict, type Verdict } from '../verdict';
import { SeenDetails } from './seen-details';

interface VerdictLineProps {
  readonly verdict: Verdict;
  /** The last request of this tab, while whoever was picked for it still is. */
  readonly seen?: ActivityEntry | undefined;
  readonly remedies: RemedyActions;
  readonly onResume: () => void;
  /** To everything that was seen. */
  readonly onWhy: () => void;
  /** To the credential of the picked profile. */
  readonly onReplace: () => void;
}

const ATTENTION: readonly Verdict['kind'][] = [
  'not-allowed',
  'server-not-allowed',
  'failed',
  'incomplete',
  'paused',
];
const MARKS = { good: '●', attention: '▲', quiet: '○' } as const;

export function VerdictLine(props: VerdictLineProps) {
  const { verdict, seen, remedies, onResume, onWhy, onReplace } = props;
  const signIn = 'signIn' in verdict ? verdict.signIn : undefined;
  const isBad = seen && !isFine(seen.verdict);
  const ends = endsOf(verdict);
  const now = useNow(ends.length > 0);
  const tone = isBad || ends.some(({ at }) => at <= now) ? 'attention' : toneOf(verdict);
  const told = isBad ? [] : sentences(verdict, now);
  return (
    <div class={`verdict ${tone}`}>
      <p role="status">
        <span class="mark" aria-hidden="true">
          {MARKS[tone]}
        </span>
        <span class="sentences" title={isBad ? undefined : endsText(verdict)}>
          {/* Once each: of two equal headers for one place the first is sent. */}
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
      {/* Not in the status: it would be read out each second. */}
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
      {verdict.kind === 'paused' && (
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
      {'origins' in verdict && (
        // The request in the very tick of the click; Chrome's prompt closes the popup, and the
        // background hears of the grant by itself.
        <button class="primary" type="button" onClick={() => void requestSites(verdict.origins)}>
          {text('verdictAllow', new URL(verdict.origins[0]).host)}
        </button>
      )}
    </div>
  );
}

function toneOf({ kind }: Verdict): keyof typeof MARKS {
  if (kind === 'installed') return 'good';
  return ATTENTION.includes(kind) ? 'attention' : 'quiet';
}

function sentences(verdict: Verdict, now: number): readonly string[] {
  switch (verdict.kind) {
    case 'no-profile':
      return [text('verdictNoProfile')];
    case 'off':
      return [text('verdictOff')];
    case 'paused':
      return [text('verdictPaused')];
    case 'not-allowed':
      return [text('verdictNotAllowed')];
    case 'server-not-allowed':
      return [text('error_token_endpoint_not_allowed')];
    case 'pending':
      return [text('verdictPending')];
    case 'waiting':
      return [text('error_token_pending')];
    case 'failed':
      // Who is picked stands below, and what it comes to is in the sentence.
      if (verdict.signIn) return [failureText(verdict.failure)];
      return [text('verdictFailed', verdict.profile, failureText(verdict.failure))];
    case 'installed':
    case 'incomplete':
      return verdict.headers.map((header) => headerSentence(header, now));
  }
}

/** For a tooltip: when the headers that Keybearer renews by itself end, a line each. */
function endsText(verdict: Verdict): string | undefined {
  const headers = 'headers' in verdict ? verdict.headers : [];
  const lines = headers.flatMap(({ name, status }) =>
    status.state === 'installed' && status.renewAt !== undefined && status.expiresAt !== undefined
      ? [text('verdictEnds', name, clockTime(status.expiresAt))]
      : [],
  );
  return lines.length > 0 ? [...new Set(lines)].join('\n') : undefined;
}

function headerSentence(header: HeaderVerdict, now: number): string {
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
