/**
 * Shows the remedies for the verdict in one row. Part of the first paint: a button that came later would
 * move the choices below it under the cursor.
 */
import type { ComponentChildren } from 'preact';
import { isFine } from '../../domain/activity';
import { requestSites } from '../../platform/site-permissions';
import { text } from '../../platform/texts';
import { type RemedyActions, RemedyButton } from '../../ui/remedy-button';
import { ServerWords } from '../../ui/server-words';
import type { Headline } from '../headline';
import { type OfferContext, offersOf } from '../offers';
import type { SiteReport } from '../site-report';
import { SeenDetails } from './seen-details';

export interface VerdictActionsProps {
  readonly report: SiteReport;
  readonly headline: Headline;
  readonly remedies: RemedyActions;
  readonly offers: OfferContext;
  readonly onResume: () => void;
  /** The button that explains. */
  readonly children: ComponentChildren;
}

export function VerdictActions(props: VerdictActionsProps) {
  const { report, headline, remedies, offers, onResume, children } = props;
  const actions = { ...remedies, ...offersOf(offers) };
  const signIn = 'signIn' in report ? report.signIn : undefined;
  const origins = 'origins' in report ? report.origins : undefined;
  const bad =
    headline.kind === 'seen' && !isFine(headline.entry.verdict) ? headline.entry : undefined;
  return (
    <>
      {'failure' in report && <ServerWords failure={report.failure} />}
      {bad && <SeenDetails entry={bad} />}
      <div class="row">
        {headline.kind === 'expired' && (
          <ReplaceButton name={headline.end.name} {...{ actions, offers }} />
        )}
        {'problem' in report && report.problem.cause === 'paused' && (
          <button type="button" onClick={onResume}>
            {text('popupResume')}
          </button>
        )}
        {bad && <RemedyButton entry={bad} actions={actions} />}
        {signIn !== undefined && (
          <button class="primary" type="button" onClick={() => remedies.onSignIn(signIn)}>
            {text('signInBegin')}
          </button>
        )}
        {origins && (
          // Browsers ask only in the tick of the click. Chrome's prompt closes the popup; the
          // background gets an event when the user allows.
          <button class="primary" type="button" onClick={() => void requestSites(origins)}>
            {report.kind === 'no-header'
              ? // The heading above names it.
                text('verdictAllowHere')
              : text('verdictAllow', new URL(origins[0]).host)}
          </button>
        )}
        {children}
      </div>
    </>
  );
}

interface ReplaceButtonProps {
  /** The names of the expired header, or of several that are made together. */
  readonly name: string;
  readonly actions: RemedyActions;
  readonly offers: OfferContext;
}

/** Opens the form of a profile whose secret cannot be replaced alone. */
function ReplaceButton({ name, actions, offers: { picked } }: ReplaceButtonProps) {
  if (!picked) return null;
  const { label, onClick } = actions.offerReplace?.(name.split(', ')) ?? {
    label: text('remedyEdit'),
    onClick: () => actions.onEdit(picked.id),
  };
  return (
    <button class="primary" type="button" onClick={onClick}>
      {label}
    </button>
  );
}
