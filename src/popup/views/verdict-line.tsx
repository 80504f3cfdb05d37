/** The verdict in words, a sentence for each header, with its one remedy. */
import type { HeaderSpecId } from '../../domain/profile';
import { requestSites } from '../../platform/site-permissions';
import { text } from '../../platform/texts';
import { distanceText } from '../../ui/distance-text';
import { failureText } from '../../ui/failure-text';
import { useNow } from '../../ui/use-now';
import { endOf, endsOf, type HeaderVerdict, type Verdict } from '../verdict';

interface VerdictLineProps {
  readonly verdict: Verdict;
  readonly onResume: () => void;
  readonly onSignIn: (headerId: HeaderSpecId) => void;
}

const ATTENTION: readonly Verdict['kind'][] = [
  'not-allowed',
  'server-not-allowed',
  'failed',
  'incomplete',
  'paused',
];
const MARKS = { good: '●', attention: '▲', quiet: '○' } as const;

export function VerdictLine({ verdict, onResume, onSignIn }: VerdictLineProps) {
  const signIn = 'signIn' in verdict ? verdict.signIn : undefined;
  const ends = endsOf(verdict);
  const now = useNow(ends.length > 0);
  const tone = ends.some(({ at }) => at <= now) ? 'attention' : toneOf(verdict);
  return (
    <div class={`verdict ${tone}`}>
      <p role="status">
        <span class="mark" aria-hidden="true">
          {MARKS[tone]}
        </span>
        <span class="sentences">
          {/* Once each: of two equal headers for one place the first is sent. */}
          {[...new Set(sentences(verdict, now))].map((sentence) => (
            <span key={sentence}>{sentence}</span>
          ))}
        </span>
      </p>
      {/* Not in the status: it would be read out each second. */}
      {ends.map(({ name, at }) => (
        <time key={name + at} class="hint" dateTime={new Date(at).toISOString()}>
          {text(at > now ? 'verdictExpires' : 'verdictExpired', name, distanceText(at, now))}
        </time>
      ))}
      {verdict.kind === 'paused' && (
        <button type="button" onClick={onResume}>
          {text('popupResume')}
        </button>
      )}
      {signIn !== undefined && (
        <button class="primary" type="button" onClick={() => onSignIn(signIn)}>
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
    case 'nobody':
      return [text('verdictNobody')];
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

function headerSentence(header: HeaderVerdict, now: number): string {
  const { name, status, paths, methods } = header;
  if (status.state === 'failed') {
    return text('verdictHeaderFailed', name, failureText(status.failure));
  }
  const { issuedAt, expiresAt, renewAt } = status;
  const end = endOf(header);
  return [
    expiresAt === undefined || renewAt === undefined
      ? text('verdictInstalled', name, clockTime(issuedAt))
      : text('verdictSigned', name, clockTime(issuedAt), clockTime(expiresAt)),
    ...(end !== undefined && end <= now ? [text('verdictTokenExpired')] : []),
    ...(paths.length > 0 ? [text('verdictScope', paths.join(', '))] : []),
    ...(methods.length > 0 ? [text('verdictMethods', methods.join(', '))] : []),
  ].join(' ');
}

/**
 * As `16:04:09`. By hand: a process takes from 13 ms upwards for its first `Intl.DateTimeFormat`, and
 * the popup's is often new.
 */
function clockTime(time: number): string {
  const date = new Date(time);
  return [date.getHours(), date.getMinutes(), date.getSeconds()]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}
