/** The view of one site: the verdict, and the choice of a profile. */
import { useEffect, useMemo, useState } from 'preact/hooks';
import { type SeenHere, seenKey } from '../../domain/activity';
import { isWhole, type OpenState, type ProfileSummary } from '../../domain/app-state';
import { isSentAt, sentAt } from '../../domain/extras';
import type { EndChoice } from '../../domain/pick-end';
import type { HeaderSpecId, ProfileId } from '../../domain/profile';
import type { Origin } from '../../domain/site';
import { asInTab, tabPickAt } from '../../domain/tab-picks';
import { type ActiveTab, reloadTab, reloadTabAnew } from '../../platform/active-tab';
import { text } from '../../platform/texts';
import type { Ask, Command, Send } from '../../protocol/messages';
import { PreviousCredentials } from '../../ui/previous-credentials';
import type { RemedyActions } from '../../ui/remedy-button';
import { askInTab } from '../ask-in-tab';
import { originText } from '../origin-text';
import { profilesOn, siteReport } from '../site-report';
import { ArmRow } from './arm-row';
import { Choices, Row, rowId } from './choices';
import { DiscardedCredential } from './discarded-credential';
import { onDemandView } from './on-demand';
import type { Replacing } from './replace-secret';
import { RotationReminder } from './rotation-reminder';
import type { PanelKind, RowEvents } from './row-actions';
import { useAddressReport } from './use-address-report';
import { useChoice } from './use-choice';
import { useEndedPick } from './use-ended-pick';
import { VerdictLine } from './verdict-line';

const OnlyInTab = onDemandView((views) => views.OnlyInTab);
const Extras = onDemandView((views) => views.Extras);
const PageOffers = onDemandView((views) => views.PageOffers);
const UnicodeName = onDemandView((views) => views.UnicodeName);
const PickEndLine = onDemandView((views) => views.PickEndLine);
const RowPanel = onDemandView((views) => views.RowPanel);
const ReloadRow = onDemandView((views) => views.ReloadRow);
const ReplaceSecret = onDemandView((views) => views.ReplaceSecret);

interface SiteViewProps {
  readonly origin: Origin;
  readonly tab: ActiveTab;
  readonly state: OpenState;
  /** Resolves to true if the background has done it. */
  readonly act: (command: Command) => Promise<boolean>;
  readonly send: Send;
  readonly ask: Ask;
  /** The last request that each tab made to its site. */
  readonly seen: SeenHere;
  readonly onResume: () => void;
  readonly onWhy: (address?: string) => void;
  readonly onAdd: () => void;
  readonly onEdit: (profileId: ProfileId) => void;
  readonly onDuplicate: (profile: ProfileSummary) => void;
  readonly onSignIn: (headerId: HeaderSpecId) => void;
}

interface Panel {
  readonly profileId: ProfileId;
  readonly kind: PanelKind;
  readonly testsWanted: number;
}

export function SiteView(props: SiteViewProps) {
  const { origin, tab, seen, send } = props;
  const inTab = tabPickAt(props.state, tab.id, origin);
  const state = asInTab(props.state, inTab?.tabId);
  const ask = useMemo(
    () => (inTab ? askInTab(props.ask, inTab.tabId) : props.ask),
    [props.ask, inTab?.tabId],
  );
  const act = (command: Command) => void props.act(command);
  const { onResume, onWhy, onAdd, onEdit, onDuplicate, onSignIn } = props;
  const { id: tabId, isPrivate } = tab;
  const [panel, setPanel] = useState<Panel>();
  const here = profilesOn(state, origin);
  const inUse = here.find(({ id }) => id === state.picks[origin]);
  const { picked, switched, setSwitched, choose, pick } = useChoice({
    origin,
    inUse,
    ownTab: inTab?.tabId,
    act: props.act,
  });
  const identities = here.filter(({ isExtra }) => !isExtra);
  const extras = here.filter(({ isExtra }) => isExtra);

  const sent = sentAt(state, origin);
  const isInForce = !state.settings.paused && state.allowed.includes(origin);
  const productions = isInForce ? sent.filter(({ production }) => production) : [];
  const site = siteReport(state, origin);
  const report = useAddressReport(site, { ask, origin, url: tab.url ?? '', picked: inUse });
  // An extra may be renewed silently, too.
  const isSilent = here.some(({ headers }) => headers.some((header) => header.isSilent));
  // The button over this tab is the user's own doing, even if another site has opened the page.
  useEffect(() => {
    if (isSilent && !isPrivate && tabId !== undefined) void ask({ type: 'tab/use', tabId });
  }, [isSilent]);
  // A request without a header says nothing about the profile.
  const isToldBySeen = 'headers' in site;
  const last = tabId === undefined ? undefined : seen[seenKey(tabId, origin)];

  const [replacing, setReplacing] = useState<Replacing>();
  const replace = (profileId: ProfileId, headerId?: HeaderSpecId) =>
    setReplacing({ profileId, headerId });
  const closeReplacing = (id: ProfileId) => {
    // The panel of another profile stays open.
    setReplacing((open) => (open?.profileId === id ? undefined : open));
    document.getElementById(rowId(id))?.querySelector('input')?.focus();
  };

  const remedies: RemedyActions = {
    onEdit,
    onSignIn,
    onGetToken: (headerId) => act({ type: 'token/renew', headerId }),
    onConfirmClock: (on, offsetMs) => act({ type: 'clock/confirm', origin: on, offsetMs }),
    ...(tabId !== undefined && {
      onReload: (anew) => void (anew ? reloadTabAnew(tabId) : reloadTab(tabId)),
    }),
    onTest: () => inUse && open(inUse.id, 'test'),
  };
  const events: RowEvents = {
    onEdit,
    onReplace: replace,
    onDuplicate,
    onEverywhere: (profileId) => act({ type: 'pick/everywhere', profileId }),
    onPanel: open,
    onEnd: (profileId) => (mayEnd(profileId) ? (end) => setEnd(end) : undefined),
  };
  const opened = panel && here.find(({ id }) => id === panel.profileId);

  const endedBy = useEndedPick(state, origin, act);
  const end = state.pickEnds?.[origin];
  const setEnd = (to: EndChoice | null) => act({ type: 'pick/end', origin, end: to });

  /** The identity ends, with its extras, or the extras that go alone. */
  function mayEnd(id: ProfileId): boolean {
    if (!inUse || inTab || state.readOnly) return false;
    return inUse.isExtra ? isSentAt(state, { id }, origin) : id === inUse.id;
  }

  function open(profileId: ProfileId, kind: PanelKind) {
    // Each click on Test runs one.
    setPanel((before) => ({ profileId, kind, testsWanted: (before?.testsWanted ?? 0) + 1 }));
  }

  return (
    <section class="stack">
      <h1 class="site">
        {originText(origin)}
        {origin.includes('xn--') && <UnicodeName origin={origin} ask={ask} />}
      </h1>
      {/* Above the verdict: no request of the page moves the button under the cursor. */}
      {productions.map((profile) => (
        <ArmRow key={profile.id} {...{ profile, state, origin, act }} isNamed={sent.length > 1} />
      ))}
      <VerdictLine
        report={report}
        seen={isToldBySeen && last?.profileId === inUse?.id ? last : undefined}
        remedies={remedies}
        onResume={onResume}
        onActivity={() => onWhy(tab.url)}
        offers={{
          here: identities,
          picked: inUse,
          schemes: state.schemes,
          onPick: (id) => void choose(id),
          onReplace: replace,
        }}
      />
      {(replacing || state.replacements.length > 0) && (
        <ReplaceSecret
          {...{ state, replacing, send, ask, remedies }}
          profiles={here}
          onClose={closeReplacing}
          onSaved={(id) => {
            closeReplacing(id);
            if (isSentAt(state, { id }, origin)) setSwitched(true);
          }}
        />
      )}
      {last?.cookie && <p class="hint">{text('verdictCookie')}</p>}
      {inUse && <RotationReminder profile={inUse} onReplace={() => replace(inUse.id)} />}
      {inUse && <PreviousCredentials profile={inUse} act={act} />}
      {state.undo && <DiscardedCredential undo={state.undo} act={act} />}
      {isPrivate && <p class="hint">{text('popupIncognito')}</p>}
      {here.length > 0 && (
        <Choices
          profiles={identities}
          picked={picked}
          extrasAlone={extras.length > 0 ? !inTab && state.extras[origin] !== undefined : undefined}
          onChoose={(choice) => void choose(choice)}
          schemes={state.schemes}
          events={events}
        />
      )}
      {(end || (endedBy && !inUse)) && (
        <PickEndLine
          {...{ end, endedBy }}
          onKeep={state.readOnly ? undefined : () => setEnd(null)}
        />
      )}
      {identities.length > 0 && tabId !== undefined && (
        <OnlyInTab
          {...{ origin, tabId, inUse }}
          isOn={inTab !== undefined}
          sitePick={
            here.find(({ id }) => id === props.state.picks[origin])?.name ?? text('popupOff')
          }
          onPick={(command) => void pick(command)}
        />
      )}
      {extras.length > 0 && (
        <Extras
          {...{ extras, state, origin, ask, events }}
          url={tab.url ?? ''}
          row={Row}
          onChange={(profileId, isOn) => void pick({ type: 'pick/extra', origin, profileId, isOn })}
        />
      )}
      {panel && opened && (
        <RowPanel
          {...{ origin, tab, state, ask, remedies, ...panel }}
          profile={opened}
          onClose={() => setPanel(undefined)}
        />
      )}
      {switched && tabId !== undefined && (
        <ReloadRow tabId={tabId} onLoading={() => setSwitched(false)} />
      )}
      <button type="button" data-first={here.length === 0} onClick={onAdd}>
        <span aria-hidden="true">+ </span>
        {text('popupAddProfile')}
      </button>
      {/* Not while the state has only some of the profiles: it may lack the one next door. */}
      {here.length === 0 && isWhole(state) && !state.readOnly && (
        <PageOffers
          {...{ state, page: origin, tabId, seen, send, ask, onEdit }}
          onSaved={() => setSwitched(true)}
        />
      )}
    </section>
  );
}
