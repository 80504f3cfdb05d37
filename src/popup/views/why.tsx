/**
 * Explains the verdict in place: what the last request has carried, what came back, and what the
 * profile adds. Opened on demand; no secret is in it.
 */
import { useEffect, useRef } from 'preact/hooks';
import type { ActivityEntry } from '../../domain/activity';
import { text } from '../../platform/texts';
import { clockTime } from '../../ui/clock-text';
import { verdictText } from '../../ui/verdict-text';
import type { SiteReport } from '../site-report';
import { headerLines } from './header-lines';
import { SeenDetails } from './seen-details';

interface WhyProps {
  readonly report: SiteReport;
  readonly seen?: ActivityEntry | undefined;
  readonly onActivity: () => void;
}

export function Why({ report, seen, onActivity }: WhyProps) {
  const panel = useRef<HTMLElement>(null);
  // The panel may reach below the visible part of the popup; the verdict above it stays in sight.
  useEffect(() => panel.current?.parentElement?.scrollIntoView({ block: 'nearest' }), []);
  const headers = 'headers' in report ? (report.headers ?? []) : [];
  return (
    <section class="why" ref={panel}>
      {seen && isLoginBoxUseless(seen) && <p>{text('whyLoginBox')}</p>}
      {seen && <Sent entry={seen} />}
      {seen && <Answer entry={seen} />}
      <h2>{text('whyAdds')}</h2>
      {report.kind === 'no-header' && <p>{verdictText(report.problem)}</p>}
      {[...new Set(headers.flatMap((header) => headerLines(header, Date.now())))].map((line) => (
        <p key={line}>{line}</p>
      ))}
      <button class="quiet" type="button" onClick={onActivity}>
        {text('whyActivity')}
      </button>
    </section>
  );
}

function Sent({ entry }: { readonly entry: ActivityEntry }) {
  const { method, address, headerNames, words = {} } = entry;
  return (
    <>
      <h2>{text('whySent')}</h2>
      <code class="place">{`${method} ${address}`}</code>
      {headerNames.length === 0 && <p>{text('whySentNothing')}</p>}
      {headerNames.map((name) => (
        <code class="place" key={name}>
          {[`${name}:`, words[name], '…'].filter(Boolean).join(' ')}
        </code>
      ))}
    </>
  );
}

function Answer({ entry }: { readonly entry: ActivityEntry }) {
  const { challenges = [], date, says } = entry.refusal ?? {};
  return (
    <>
      <h2>{text('whyAnswer')}</h2>
      <SeenDetails entry={entry} />
      {challenges.map((challenge) => (
        // A server wrote it: in its own direction.
        <code class="place" key={challenge}>
          WWW-Authenticate: <bdi>{challenge}</bdi>
        </code>
      ))}
      {date !== undefined && <p>{text('whyDate', clockTime(date))}</p>}
      {says !== undefined && (
        <p>
          {text('serverSays')}: <bdi>{says}</bdi>
        </p>
      )}
    </>
  );
}

/** The header of ours takes the place of the one that the browser would make of the typed password. */
function isLoginBoxUseless({ status, type, headerNames }: ActivityEntry): boolean {
  const isOurs = headerNames.some((name) => name.toLowerCase() === 'authorization');
  return status === 401 && type === 'main_frame' && isOurs;
}
