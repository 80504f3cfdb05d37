/** The full-tab page: set-up, and the profiles. */
import type { AppState } from '../domain/app-state';
import { text } from '../platform/texts';
import type { Send } from '../protocol/messages';
import { ClosedVault } from '../ui/closed-vault';
import { UnlockForm } from '../ui/unlock-form';
import { useBackground } from '../ui/use-background';
import { useRoute } from './route';
import { ProfileForm } from './views/profile-form';
import { ProfilesView } from './views/profiles-view';
import { SetupView } from './views/setup-view';

interface ManagerProps {
  readonly post: Send;
}

export function Manager({ post }: ManagerProps) {
  const { state, send } = useBackground(post);
  if (!state) return null;
  return (
    <div class="page">
      <header>
        <img src="/icons/key-48.png" alt="" />
        <strong>Keybearer</strong>
        {state.vault === 'unlocked' && (
          <button type="button" onClick={() => send({ type: 'vault/lock' })}>
            {text('lock')}
          </button>
        )}
      </header>
      <main>
        <Face state={state} send={send} />
      </main>
    </div>
  );
}

interface FaceProps {
  readonly state: AppState;
  readonly send: Send;
}

function Face({ state, send }: FaceProps) {
  const route = useRoute();
  if (state.vault === 'missing') return <SetupView send={send} />;
  if (state.vault === 'locked') {
    return (
      <div class="narrow">
        <UnlockForm send={send} />
      </div>
    );
  }
  if (state.vault !== 'unlocked') return <ClosedVault reason={state.vault} />;
  const stored = route.page === 'profile' && state.profiles.find(({ id }) => id === route.id);
  const shared = { schemes: state.schemes, send, onDone: () => go('/profiles') };
  if (route.page === 'new-profile') return <ProfileForm {...shared} site={route.site} />;
  if (stored) return <ProfileForm {...shared} key={stored.id} stored={stored} />;
  return <ProfilesView state={state} send={send} />;
}

function go(path: string): void {
  location.hash = `#${path}`;
}
