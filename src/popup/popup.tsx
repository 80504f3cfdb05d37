/** The popup: chooses the view that fits the vault and the tab. */
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { SeenHere } from '../domain/activity';
import type { AppState, OpenState, ProfileSummary } from '../domain/app-state';
import type { Failure } from '../domain/errors';
import { originOfPage } from '../domain/site';
import type { ActiveTab } from '../platform/active-tab';
import { onSeen, readSeen } from '../platform/seen-activity';
import { openSite } from '../platform/site-tab';
import { text } from '../platform/texts';
import type { Ask, Command, Send } from '../protocol/messages';
import { duplicate } from '../ui/duplicate';
import { failureText } from '../ui/failure-text';
import { Notices } from '../ui/notices';
import { pickCommand } from '../ui/pick-command';
import { Problem } from '../ui/problem';
import { UnlockForm } from '../ui/unlock-form';
import { useBackground } from '../ui/use-background';
import { useShortcuts } from '../ui/use-shortcuts';
import { useTheme } from '../ui/use-theme';
import { digitKeys } from './digit-keys';
import { addProfileFor, leaveFor, openActivity } from './leave';
import { useKeptFocus } from './use-kept-focus';
import { Bar, ManageButton } from './views/bar';
import { ClosedVault } from './views/closed-vault';
import { FirstRunView } from './views/first-run-view';
import { loadViews, onDemandView } from './views/on-demand';
import { OtherSites } from './views/other-sites';
import { SiteView } from './views/site-view';

const PasskeyButton = onDemandView((views) => views.PasskeyButton);
const News = onDemandView((views) => views.News);
const KeysSheet = onDemandView((views) => views.KeysSheet);
const NeedsElsewhere = onDemandView((views) => views.NeedsElsewhere);
const TabPicksEnded = onDemandView((views) => views.TabPicksEnded);
const WidenedNotice = onDemandView((views) => views.WidenedNotice);

interface PopupProps {
  readonly post: Send;
  readonly ask: Ask;
  readonly tab: ActiveTab;
  /** The last published state; it may hold only the profiles that are shown first. */
  readonly published: AppState | undefined;
  /** The last request that each tab made to its site. */
  readonly seen: SeenHere;
}

export function Popup({ post, ask, tab, published, seen: seenBefore }: PopupProps) {
  const { state, answered, send } = useBackground(post, published);
  const [seen, setSeen] = useState(seenBefore);
  useEffect(() => {
    void loadViews();
    const stop = onSeen(setSeen);
    // Entries that were written while the popup was being drawn.
    void readSeen().then(setSeen);
    return stop;
  }, []);
  useTheme();
  useKeptFocus();

  if (!state) return answered ? <Problem>{failureText({ code: 'unexpected' })}</Problem> : null;
  if (state.vault === 'unlocked') return <OpenPopup {...{ state, tab, seen, send, ask }} />;
  return (
    <>
      <Bar>{state.vault !== 'missing' && <ManageButton />}</Bar>
      <main tabIndex={-1}>
        <Notices state={state} send={send} />
        {state.vault === 'missing' && (
          <FirstRunView onStart={() => void addProfileFor(originOfPage(tab.url), tab)} />
        )}
        {state.vault === 'locked' && (
          <>
            {state.tabPicksEnded && <TabPicksEnded send={send} />}
            <UnlockForm state={state} send={send} byPasskey={PasskeyButton} />
            <button class="quiet" type="button" onClick={() => void leaveFor('#/forgotten')}>
              {text('lockedOutTitle')}
            </button>
          </>
        )}
        {(state.vault === 'damaged' || state.vault === 'newer') && (
          <ClosedVault reason={state.vault} onOpen={() => void leaveFor('')} />
        )}
      </main>
    </>
  );
}

interface OpenPopupProps {
  readonly state: OpenState;
  readonly tab: ActiveTab;
  readonly seen: SeenHere;
  readonly send: Send;
  readonly ask: Ask;
}

function OpenPopup({ state, tab, seen, send, ask }: OpenPopupProps) {
  const [failure, setFailure] = useState<Failure>();
  const origin = originOfPage(tab.url);
  const { news, widenings } = state;
  const { paused, singleKeys, digitsPick } = state.settings;
  const keyOf = (key: string) => (singleKeys ? key : undefined);
  const [showsKeys, setShowsKeys] = useState(false);

  const { act, lock, pause } = useMemo(() => {
    const act = async (command: Command) => {
      const reply = await send(command);
      setFailure(reply.ok ? undefined : reply.failure);
      return reply.ok;
    };
    return {
      act,
      lock: () => void act({ type: 'vault/lock' }),
      pause: (on: boolean) => void act({ type: 'settings/change', settings: { paused: on } }),
    };
  }, [send]);
  useShortcuts(
    useMemo(
      () =>
        singleKeys
          ? {
              ...digitKeys(digitsPick),
              l: lock,
              p: () => pause(!paused),
              '/': () => document.getElementById('search')?.focus(),
              '?': () => setShowsKeys(true),
            }
          : {},
      [lock, pause, paused, singleKeys, digitsPick],
    ),
  );

  const copy = async (profile: ProfileSummary) =>
    setFailure(await duplicate(send, profile, (hash) => void leaveFor(hash)));

  return (
    <>
      <Bar>
        <button class="quiet" type="button" aria-keyshortcuts={keyOf('L')} onClick={lock}>
          {text('lock')}
        </button>
        <ManageButton />
      </Bar>
      <main tabIndex={-1}>
        <Notices state={state} send={send} />
        {state.tabPicksEnded && <TabPicksEnded send={send} />}
        {news.length > 0 && <News news={news} send={send} />}
        {widenings.length > 0 && (
          <WidenedNotice widenings={widenings} act={(command) => void act(command)} />
        )}
        {failure && <Problem>{failureText(failure)}</Problem>}
        {origin ? (
          <SiteView
            origin={origin}
            tab={tab}
            state={state}
            act={act}
            send={send}
            ask={ask}
            seen={seen}
            onResume={() => pause(false)}
            onWhy={(address) => void openActivity(address)}
            onAdd={() => void addProfileFor(origin, tab)}
            onEdit={(id) => void leaveFor(`#/profile/${id}`)}
            onDuplicate={(profile) => void copy(profile)}
            onSignIn={(id) => void leaveFor(`#/sign-in/${id}`)}
          />
        ) : (
          <div>
            <h1>{text('popupNotAWebPage')}</h1>
            <p class="hint">{text('popupNotAWebPageMeaning')}</p>
          </div>
        )}
        {Object.keys(state.picks).length > 0 && <NeedsElsewhere state={state} origin={origin} />}
        <OtherSites
          state={state}
          origin={origin}
          onPick={(on, profile, isOn) => void act(pickCommand(on, profile, isOn))}
          onOpen={(on) => void openSite(on).then(() => window.close())}
        />
      </main>
      <footer class="bar">
        <label class="check">
          <input
            type="checkbox"
            autocomplete="off"
            aria-keyshortcuts={keyOf('P')}
            checked={paused}
            onChange={({ currentTarget }) => pause(currentTarget.checked)}
          />
          {text('popupPause')}
        </label>
        <button class="quiet push" type="button" onClick={() => void openActivity()}>
          {text('navActivity')}
        </button>
        <button
          class="quiet"
          type="button"
          aria-keyshortcuts={keyOf('?')}
          aria-label={text('settingsKeys')}
          title={text('settingsKeys')}
          onClick={() => setShowsKeys(true)}
        >
          ?
        </button>
      </footer>
      {showsKeys && (
        <KeysSheet
          settings={state.settings}
          onSettings={() => void leaveFor('#/settings')}
          onClose={() => setShowsKeys(false)}
        />
      )}
    </>
  );
}
