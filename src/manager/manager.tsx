/** The full-tab page: its header and notices, around the view that fits the vault and the route. */
import { useReducer, useState } from 'preact/hooks';
import type { Failure } from '../domain/errors';
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
import { BackupReminder } from './backup/backup-reminder';
import { UndoBar } from './bin/undo-bar';
import { UnrevokedNotice } from './bin/unrevoked-notice';
import { CurrentView } from './current-view';
import { Footer } from './footer';
import { usePageTitle } from './page-title';
import { RenderAnew } from './render-anew';
import { isForEveryVault, type Route, useRoute } from './route';
import { SavedNotice } from './saved-notice';
import { useReloadOnLock } from './use-reload-on-lock';
import { useSaved } from './use-saved';
import { SaveCopy } from './views/save-copy';

interface ManagerProps {
  readonly post: Send;
  readonly ask: Ask;
}

export function Manager({ post, ask }: ManagerProps) {
  const { state, answered, send } = useBackground(post);
  const [failure, setFailure] = useState<Failure>();
  const [reopened, setReopened] = useState(0);
  const [, renderAnew] = useReducer<number, void>((drawn) => drawn + 1, 0);
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
        {answered && state.vault === 'unlocked' && (
          <BackupReminder state={state} page={route.page} ask={ask} />
        )}
        <RenderAnew.Provider value={renderAnew}>
          <CurrentView key={reopened} {...{ route, state, send, ask, saved, noteSaved }} />
        </RenderAnew.Provider>
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
      here: ['profiles', 'profile', 'new-profile', 'sign-in', 'bin', 'import'].includes(page),
    },
    { href: '#/activity', name: text('navActivity'), here: page === 'activity' },
    { href: '#/access', name: text('navAccess'), here: page === 'access' },
    { href: '#/settings', name: text('navSettings'), here: ['settings', 'restore'].includes(page) },
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
