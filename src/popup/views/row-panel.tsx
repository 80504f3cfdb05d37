/** Copies the headers of a row's profile, or sends a test request. Opened by the row's menu. */
import { useEffect, useRef } from 'preact/hooks';
import type { OpenState, ProfileSummary } from '../../domain/app-state';
import { headersSetAt, isSentAt, sentAt } from '../../domain/extras';
import type { Origin } from '../../domain/site';
import type { ActiveTab } from '../../platform/active-tab';
import { text } from '../../platform/texts';
import type { Ask } from '../../protocol/messages';
import { CopyHeader } from '../../ui/copy-header';
import type { RemedyActions } from '../../ui/remedy-button';
import { TestRequest } from '../../ui/test-request';
import type { PanelKind } from './row-actions';

export interface RowPanelProps {
  readonly profile: ProfileSummary;
  readonly kind: PanelKind;
  readonly origin: Origin;
  readonly tab: ActiveTab;
  readonly state: OpenState;
  readonly ask: Ask;
  readonly remedies: RemedyActions;
  /** Counts the user's clicks on Test; each one runs a test. */
  readonly testsWanted: number;
  readonly onClose: () => void;
}

const TITLES = { copy: 'copy', test: 'rowTest' } as const;

export function RowPanel(props: RowPanelProps) {
  const { profile, kind, testsWanted, onClose } = props;
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    panel.current?.scrollIntoView({ block: 'nearest' });
    panel.current?.querySelector('button')?.focus();
  }, [profile.id, kind, testsWanted]);
  return (
    <section class="stack panel" ref={panel} aria-label={`${text(TITLES[kind])}: ${profile.name}`}>
      <div class="row line">
        <h2>
          {text(TITLES[kind])}: {profile.name}
        </h2>
        <button class="quiet push" type="button" onClick={onClose}>
          {text('close')}
        </button>
      </div>
      <Content {...props} />
    </section>
  );
}

function Content({ profile, kind, origin, tab, state, ask, remedies, testsWanted }: RowPanelProps) {
  const { url = origin } = tab;
  // Both take the header that is in force, which only a profile in use has here.
  if (!isSentAt(state, profile, origin))
    return <p class="hint">{text('rowPickFirst', profile.name)}</p>;
  if (kind === 'test') {
    return (
      <TestRequest
        address={url}
        hint={text('testHere')}
        wanted={testsWanted}
        ask={ask}
        actions={remedies}
      />
    );
  }
  const set = headersSetAt(origin, sentAt(state, origin)).flatMap(({ profile: { id }, header }) =>
    id === profile.id && header.status.state === 'installed' ? [header] : [],
  );
  return set.length === 0 ? (
    <p class="hint">{text('error_header_not_set')}</p>
  ) : (
    <CopyHeader origin={origin} url={url} headers={set} ask={ask} />
  );
}
