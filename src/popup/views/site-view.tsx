/** This site: who am I here, is it in force, and switching it. */
import { useState } from 'preact/hooks';
import { type SeenHere, seenKey } from '../../domain/activity';
import type { AppState } from '../../domain/app-state';
import type { HeaderSpecId, ProfileId } from '../../domain/profile';
import type { Origin } from '../../domain/site';
import { type ActiveTab, reloadTab, reloadTabAnew } from '../../platform/active-tab';
import { text } from '../../platform/texts';
import type { Ask, Command } from '../../protocol/messages';
import { KeptCredentials } from '../../ui/kept-credentials';
import type { RemedyActions } from '../../ui/remedy-button';
import { profilesOn, verdictOf } from '../verdict';
import { Choices } from './choices';
import { Folded } from './folded';
import { RotationReminder } from './rotation-reminder';
import { VerdictLine } from './verdict-line';

interface SiteViewProps {
  readonly origin: Origin;
  readonly tab: ActiveTab;
  readonly state: AppState;
  /** Resolves to whether it was done. */
  readonly onPick: (origin: Origin, profileId: ProfileId | null) => Promise<boolean>;
  readonly act: (command: Command) => void;
  readonly ask: Ask;
  /** What tabs show of their sites. */
  readonly seen: SeenHere;
  readonly onResume: () => void;
  readonly onWhy: (address?: string) => void;
  readonly onAdd: () => void;
  readonly onEdit: (profileId: ProfileId) => void;
  readonly onSignIn: (headerId: HeaderSpecId) => void;
}

export function SiteView(props: SiteViewProps) {
  const { origin, tab, state, seen, onPick, act, ask } = props;
  const { onResume, onWhy, onAdd, onEdit, onSignIn } = props;
  const { id: tabId, isPrivate } = tab;
  const [chosen, setChosen] = useState<ProfileId | null>();
  const [switched, setSwitched] = useState(false);
  const [testsWanted, setTestsWanted] = useState(0);
  const here = profilesOn(state, origin);
  const inUse = here.find(({ id }) => id === state.picks[origin]);
  // Optimistic: the choice shows at once, and falls back to the state's if it was refused.
  const picked = chosen === undefined ? (state.picks[origin] ?? null) : chosen;

  const verdict = verdictOf(state, origin);
  // Of a request there is something to tell only while something is in force.
  const isToldBySeen = verdict.kind === 'installed' || verdict.kind === 'incomplete';
  const last = tabId === undefined ? undefined : seen[seenKey(tabId, origin)];

  const remedies: RemedyActions = {
    onEdit,
    onSignIn,
    onConfirmClock: (on, offsetMs) => act({ type: 'clock/confirm', origin: on, offsetMs }),
    ...(tabId !== undefined && {
      onReload: (anew) => void (anew ? reloadTabAnew(tabId) : reloadTab(tabId)),
    }),
    onTest: () => setTestsWanted((before) => before + 1),
  };

  async function choose(profileId: ProfileId | null) {
    setChosen(profileId);
    const done = await onPick(origin, profileId);
    // Unless something else has been chosen meanwhile.
    setChosen((latest) => (latest === profileId ? undefined : latest));
    setSwitched((before) => before || done);
  }

  return (
    <section class="stack">
      <h1 class="site">{originText(origin)}</h1>
      <VerdictLine
        verdict={verdict}
        seen={isToldBySeen && last?.profileId === inUse?.id ? last : undefined}
        remedies={remedies}
        onResume={onResume}
        onWhy={() => onWhy(tab.url)}
        onReplace={() => inUse && onEdit(inUse.id)}
      />
      {inUse && <RotationReminder profile={inUse} onReplace={() => onEdit(inUse.id)} />}
      {inUse && <KeptCredentials profile={inUse} act={act} />}
      {isPrivate && <p class="hint">{text('popupIncognito')}</p>}
      {here.length > 0 && <Choices profiles={here} picked={picked} onChoose={choose} />}
      {inUse && <Folded {...{ origin, tab, state, ask, remedies, testsWanted }} />}
      {switched && tabId !== undefined && (
        <div class="row reload">
          <span class="hint">{text('popupReloadMeaning')}</span>
          <button type="button" onClick={() => void reloadTab(tabId)}>
            {text('popupReload')}
          </button>
        </div>
      )}
      <button type="button" onClick={onAdd}>
        <span aria-hidden="true">+ </span>
        {text('popupAddProfile')}
      </button>
    </section>
  );
}

/** The host alone, unless the protocol or the port is not what one takes for granted. */
function originText(origin: Origin): string {
  const { protocol, host } = new URL(origin);
  return protocol === 'https:' ? host : origin;
}
