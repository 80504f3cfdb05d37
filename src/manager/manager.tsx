/** The full-tab page: chooses the view that fits the vault and the route. */
import { useState } from 'preact/hooks';
import type { AppState } from '../domain/app-state';
import type { Failure } from '../domain/errors';
import { nextColour } from '../domain/next-colour';
import type { HandOver } from '../platform/site-handover';
import { text } from '../platform/texts';
import type { Ask, Command, Send } from '../protocol/messages';
import { failureText } from '../ui/failure-text';
import { News } from '../ui/news';
import { Notices } from '../ui/notices';
import { Problem } from '../ui/problem';
import { useBackground } from '../ui/use-background';
import { useTheme } from '../ui/use-theme';
import { WidenedNotice } from '../ui/widened-notice';
import { AccessOffer } from './access/access-offer';
import { AccessView } from './access/access-view';
import { ActivityView } from './activity/activity-view';
import { BinView } from './bin/bin-view';
import { UndoBar } from './bin/undo-bar';
import { UnrevokedNotice } from './bin/unrevoked-notice';
import { originalOf } from './editor/original-of';
import { ProfileEditor } from './editor/profile-editor';
import type { SavedProfile } from './editor/use-profile-edit';
import { Footer } from './footer';
import { HelpView } from './help/help-view';
import { KeyboardView } from './help/keyboard-view';
import { ReportView } from './help/report-view';
import { ProfilesView } from './list/profiles-view';
import { NewProfile } from './new-profile';
import { usePageTitle } from './page-title';
import { isForEveryVault, type Route, useRoute } from './route';
import { SavedNotice } from './saved-notice';
import { useReloadOnLock } from './use-reload-on-lock';
import { useSaved } from './use-saved';
import { AboutView } from './views/about-view';
import { LockedView } from './views/locked-view';
import { NoSuchPage } from './views/no-such-page';
import { RecoveryView } from './views/recovery-view';
import { RestoreCopy } from './views/restore-copy';
import { SaveCopy } from './views/save-copy';
import { SettingsView } from './views/settings-view';
import { SetupView } from './views/setup-view';
import { SignInView } from './views/sign-in-view';
import { Welcome } from './welcome/welcome';

interface ManagerProps {
  readonly post: Send;
  readonly ask: Ask;
}

export function Manager({ post, ask }: ManagerProps) {
  const { state, answered, send } = useBackground(post);
  const [failure, setFailure] = useState<Failure>();
  const [reopened, setReopened] = useState(0);
  const route = useRoute();
  useTheme();
  usePageTitle(route, state?.vault);
  const { saved, noteSaved, allow } = useSaved(state);
  const isGoing = useReloadOnLock(answered ? state?.vault : undefined);
  if (isGoing) return null;
  if (!state) return answered ? <Problem>{failureText({ code: 'unexpected' })}</Problem> : null;

  async function act(command: Command) {
    const reply = await send(command);
    setFailure(reply.ok ? undefined : reply.failure);
  }

  /** The form that was discarded is on the screen without its changes. */
  function reopen(address: string | undefined) {
    if (address === location.hash) setReopened((before) => before + 1);
  }

  return (
    <div class="page">
      <header>
        <img src="/icons/key-48.png" alt="" />
        <strong>Keybearer</strong>
        {state.vault === 'unlocked' && (
          <>
            <Navigation route={route} />
            <button type="button" onClick={() => void act({ type: 'vault/lock' })}>
              {text('lock')}
            </button>
          </>
        )}
        {state.vault !== 'unlocked' && isForEveryVault(route) && (
          <a href="#/">{text('helpBack')}</a>
        )}
      </header>
      <main>
        {/* First, so that one step back from the heading of a view leads to it. */}
        {state.vault === 'unlocked' && <UndoBar {...{ state, send }} onUndone={reopen} />}
        <Notices state={state} send={send}>
          <div class="row">
            <SaveCopy ask={ask} />
          </div>
        </Notices>
        {state.vault === 'unlocked' && <UnrevokedNotice hosts={state.unrevokedAt} send={send} />}
        {state.vault === 'unlocked' && <News news={state.news} send={send} />}
        {state.vault === 'unlocked' && (
          <WidenedNotice widenings={state.widenings} act={(command) => void act(command)} />
        )}
        {failure && <Problem>{failureText(failure)}</Problem>}
        <SavedNotice saved={saved} onAllow={allow} />
        {answered && state.vault === 'unlocked' && <AccessOffer state={state} page={route.page} />}
        <CurrentView key={reopened} {...{ route, state, send, ask, saved, noteSaved }} />
      </main>
      <Footer page={route.page} />
    </div>
  );
}

function Navigation({ route: { page } }: { readonly route: Route }) {
  const links = [
    {
      href: '#/',
      name: text('navProfiles'),
      here: ['profiles', 'profile', 'new-profile', 'sign-in', 'bin'].includes(page),
    },
    { href: '#/activity', name: text('navActivity'), here: page === 'activity' },
    { href: '#/access', name: text('navAccess'), here: page === 'access' },
    { href: '#/settings', name: text('navSettings'), here: page === 'settings' },
    { href: '#/about', name: text('navAbout'), here: page === 'about' },
  ];
  return (
    <nav class="row">
      {links.map(({ href, name, here }) => (
        <a key={href} href={href} aria-current={here ? 'page' : undefined}>
          {name}
        </a>
      ))}
    </nav>
  );
}

interface CurrentViewProps {
  readonly route: Route;
  readonly state: AppState;
  readonly send: Send;
  readonly ask: Ask;
  readonly saved: ReturnType<typeof useSaved>['saved'];
  readonly noteSaved: ReturnType<typeof useSaved>['noteSaved'];
}

function CurrentView({ route, state, send, ask, saved, noteSaved }: CurrentViewProps) {
  const isOpen = state.vault === 'unlocked';
  if (route.page === 'help') return <HelpView isOpen={isOpen} />;
  if (route.page === 'keyboard') {
    return <KeyboardView settings={isOpen ? state.settings : undefined} />;
  }
  if (route.page === 'report') return <ReportView state={state} />;
  if (state.vault === 'missing') {
    // Another address is the popup's: the user knows its button, and comes from a page.
    const isWelcome = route.page === 'profiles';
    return (
      <div class="stack narrow">
        {isWelcome && <Welcome />}
        <SetupView send={send} isPart={isWelcome} />
        <details>
          <summary>{text('restoreTitle')}</summary>
          <RestoreCopy send={send} />
        </details>
      </div>
    );
  }
  if (state.vault === 'locked') return <LockedView state={state} send={send} ask={ask} />;
  if (state.vault !== 'unlocked') return <RecoveryView state={state} send={send} ask={ask} />;
  if (route.page === 'activity') return <ActivityView state={state} send={send} ask={ask} />;
  if (route.page === 'bin') return <BinView state={state} send={send} ask={ask} />;
  if (route.page === 'access') return <AccessView state={state} />;
  if (route.page === 'settings') return <SettingsView state={state} send={send} ask={ask} />;
  if (route.page === 'about') return <AboutView state={state} send={send} />;
  const { schemes, passkeyRequests } = state;
  const onDone = (saved?: SavedProfile, cameFrom?: HandOver) => {
    if (saved) noteSaved(saved, cameFrom);
    toProfiles(cameFrom !== undefined);
  };
  const shared = { schemes, passkeyRequests, send, ask, onDone };
  if (route.page === 'new-profile') {
    return <NewProfile {...shared} colour={nextColour(state.profiles)} />;
  }
  if (route.page === 'profile') {
    const stored = state.profiles.find(({ id }) => id === route.id);
    // Another window may have removed the profile while this form has unsaved changes.
    const isUnsaved = state.drafts.includes(route.id);
    if (stored || isUnsaved) {
      const copied = stored && originalOf(stored, state, (name) => text('copyName', name));
      return (
        <ProfileEditor
          {...shared}
          key={route.id}
          profileId={route.id}
          stored={stored}
          original={copied?.name}
        />
      );
    }
    return <NoSuchPage title="pageNoProfile" />;
  }
  if (route.page === 'sign-in') {
    const profile = state.profiles.find(({ headers }) => headers.some(({ id }) => id === route.id));
    const header = profile?.headers.find(({ id }) => id === route.id);
    if (profile && header) {
      return <SignInView {...{ profile, header, ask }} schemes={state.schemes} key={route.id} />;
    }
  }
  if (route.page !== 'profiles') return <NoSuchPage title="pageUnknown" />;
  return <ProfilesView {...{ state, send, ask, saved }} />;
}

/** @param isReplaced - The form is not kept in the tab's history: the tab was opened for it. */
function toProfiles(isReplaced: boolean): void {
  if (isReplaced) location.replace('#/');
  else location.hash = '#/';
}
