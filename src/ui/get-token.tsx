/** Gets a new token from the server, for each header whose token a server gives out. */
import { useState } from 'preact/hooks';
import type { HeaderSummary } from '../domain/app-state';
import { text } from '../platform/texts';
import { failureText } from './failure-text';
import type { RemedyActions } from './remedy-button';
import { schemeName } from './scheme-text';

interface GetTokenProps {
  readonly headers: readonly HeaderSummary[];
  readonly onGetToken: RemedyActions['onGetToken'];
}

export function GetToken({ headers, onGetToken }: GetTokenProps) {
  const own = headers.filter(({ getsToken }) => getsToken);
  return (
    <>
      {own.map((header) => (
        <Line
          key={header.id}
          header={header}
          name={own.length > 1 ? [schemeName(header.schemeId), ...header.paths].join(' ') : ''}
          onGetToken={onGetToken}
        />
      ))}
    </>
  );
}

interface LineProps {
  readonly header: HeaderSummary;
  /** Several lines with the same text need a name each. */
  readonly name: string;
  readonly onGetToken: RemedyActions['onGetToken'];
}

function Line({ header: { id, status }, name, onGetToken }: LineProps) {
  const [asked, setAsked] = useState(false);
  const sentence = said(status, asked);
  return (
    <div class="row line">
      <p class="hint" role="status">
        {name === '' ? sentence : `${name}: ${sentence}`}
      </p>
      <button
        type="button"
        onClick={() => {
          setAsked(true);
          onGetToken(id);
        }}
      >
        {text('getToken')}
      </button>
    </div>
  );
}

function said(status: HeaderSummary['status'], asked: boolean): string {
  if (status.state === 'failed') return failureText(status.failure);
  if (status.state === 'waiting') return text('error_token_pending');
  return text(asked ? 'getTokenAsked' : 'getTokenAbout');
}
