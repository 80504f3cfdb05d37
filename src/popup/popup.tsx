/** The popup: which of its faces fits the vault and the tab. */
import { useEffect, useState } from 'preact/hooks';
import type { AppState } from '../domain/app-state';
import { originOfPage } from '../domain/site';
import { type ActiveTab, readActiveTab } from '../platform/active-tab';
import { openManager } from '../platform/manager-tab';
import { text } from '../platform/texts';
import type { Send } from '../protocol/messages';
import { ClosedVault } from '../ui/closed-vault';
import { UnlockForm } from '../ui/unlock-form';
import { useBackground } from '../ui/use-background';
import { FirstRunView } from './views/first-run-view';
import { NoSiteView } from './views/no-site-view';
import { SiteView } from './views/site-view';

interface PopupProps {
  readonly post: Send;
}

export function Popup({ post }: PopupProps) {
  const { state, send } = useBackground(post);
  const [tab, setTab] = useState<ActiveTab>();
  useEffect(() => {
    void readActiveTab().then(setTab);
  }, []);

  // Nothing is drawn before both are known: a popup that changes its face under the cursor misleads.
  if (!state || !tab) return null;
  return (
    <>
      <header class="bar">
        <img src="/icons/key-32.png" alt="" />
        <strong>Keybearer</strong>
        {state.vault === 'unlocked' && (
          <button class="quiet" type="button" onClick={() => send({ type: 'vault/lock' })}>
            {text('lock')}
          </button>
        )}
        {state.vault !== 'missing' && (
          <button class="quiet" type="button" onClick={() => leaveFor('')}>
            {text('manage')}
          </button>
        )}
      </header>
      <main>
        <Face state={state} tab={tab} send={send} />
      </main>
    </>
  );
}

interface FaceProps {
  readonly send: Send;
  readonly state: AppState;
  readonly tab: ActiveTab;
}

function Face({ state, tab, send }: FaceProps) {
  if (state.vault === 'missing') return <FirstRunView onStart={() => leaveFor('')} />;
  if (state.vault === 'locked') return <UnlockForm send={send} />;
  if (state.vault !== 'unlocked') return <ClosedVault reason={state.vault} />;
  const origin = originOfPage(tab.url);
  if (!origin) return <NoSiteView profiles={state.profiles} />;
  return (
    <SiteView
      origin={origin}
      tabId={tab.id}
      state={state}
      send={send}
      onAdd={() => leaveFor(`#/profile/new?site=${encodeURIComponent(origin)}`)}
    />
  );
}

/** To the manager; a popup that stayed open would cover it. */
async function leaveFor(hash: string): Promise<void> {
  await openManager(hash);
  window.close();
}
