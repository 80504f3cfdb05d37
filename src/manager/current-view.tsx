/** Chooses the view that fits the vault and the route. */
import type { AppState } from '../domain/app-state';
import { nextColour } from '../domain/next-colour';
import type { HandOver } from '../platform/site-handover';
import { text } from '../platform/texts';
import type { Ask, Send } from '../protocol/messages';
import { AccessView } from './access/access-view';
import { ActivityView } from './activity/activity-view';
import { RestoreView } from './backup/restore-view';
import { BinView } from './bin/bin-view';
import { originalOf } from './editor/original-of';
import { ProfileEditor } from './editor/profile-editor';
import type { SavedProfile } from './editor/use-profile-edit';
import { HelpView } from './help/help-view';
import { KeyboardView } from './help/keyboard-view';
import { ReportView } from './help/report-view';
import { ImportView } from './import/import-view';
import { ProfilesView } from './list/profiles-view';
import { NewProfile } from './new-profile';
import type { Route } from './route';
import { SettingsView } from './settings-view';
import type { useSaved } from './use-saved';
import { AboutView } from './views/about-view';
import { LockedView } from './views/locked-view';
import { NoSuchPage } from './views/no-such-page';
import { RecoveryView } from './views/recovery-view';
import { SetupView } from './views/setup-view';
import { SignInView } from './views/sign-in-view';
import { OtherWays } from './welcome/other-ways';
import { Welcome } from './welcome/welcome';

interface CurrentViewProps {
  readonly route: Route;
  readonly state: AppState;
  readonly send: Send;
  readonly ask: Ask;
  readonly saved: ReturnType<typeof useSaved>['saved'];
  readonly noteSaved: ReturnType<typeof useSaved>['noteSaved'];
}

export function CurrentView({ route, state, send, ask, saved, noteSaved }: CurrentViewProps) {
  const isOpen = state.vault === 'unlocked';
  const onDone = (saved?: SavedProfile, cameFrom?: HandOver) => {
    if (saved) noteSaved(saved, cameFrom);
    toProfiles(cameFrom !== undefined);
  };
  if (route.page === 'help') return <HelpView isOpen={isOpen} />;
  if (route.page === 'keyboard') {
    return <KeyboardView settings={isOpen ? state.settings : undefined} />;
  }
  if (route.page === 'report') return <ReportView state={state} />;
  if (route.page === 'restore' && (state.vault === 'missing' || isOpen)) {
    // One view over both: it makes the vault.
    return <RestoreView {...{ state, send, ask }} onDone={onDone} />;
  }
  if (state.vault === 'missing') {
    // Another address is the popup's: the user knows its button, and comes from a page.
    const isWelcome = route.page === 'profiles';
    return (
      <div class="stack narrow">
        {isWelcome && <Welcome />}
        <SetupView send={send} isPart={isWelcome} />
        <OtherWays send={send} />
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
  const { schemes, passkeyRequests, readOnly } = state;
  if (route.page === 'import') return <ImportView {...{ state, send, ask, onDone }} />;
  const shared = { schemes, passkeyRequests, readOnly, send, ask, onDone };
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
