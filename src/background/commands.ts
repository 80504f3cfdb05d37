/** One use case per command. Each gives back the vault, where it has it open. */
import { clearActivity } from '../app/activity/clear-activity';
import { addPasskey, changePassphrase, removePasskeys } from '../app/change-keys';
import { confirmClock } from '../app/clocks/confirm-clock';
import type { OpenVault } from '../app/commit';
import { dismissNotice } from '../app/copy-notice';
import { createVault } from '../app/create-vault';
import { discardDraft, keepDraft } from '../app/kept-drafts';
import { lock } from '../app/lock';
import { pause } from '../app/pause';
import { pick } from '../app/pick';
import type { Ports } from '../app/ports';
import { reconcile } from '../app/reconcile';
import { restoreCopy, startOver } from '../app/recover';
import { removeProfile } from '../app/remove-profile';
import { confirmCredential, goBack } from '../app/replaced-credential';
import { saveProfile } from '../app/save-profile';
import { setAutoLock } from '../app/set-auto-lock';
import { setObserves } from '../app/set-observes';
import { unlock, unlockByPasskey } from '../app/unlock';
import type { Command, RequestOf } from '../protocol/messages';

type Commands = {
  readonly [T in Command['type']]: (
    ports: Ports,
    command: RequestOf<T>,
  ) => Promise<OpenVault | undefined>;
};

export const commands: Commands = {
  // Opening a page is an occasion to issue what is due.
  'state/read': (ports) => reconcile(ports),
  'vault/create': (ports, { passphrase }) => createVault(ports, passphrase),
  'vault/unlock': (ports, { passphrase }) => unlock(ports, passphrase),
  'vault/unlock-by-passkey': (ports, { answer }) => unlockByPasskey(ports, answer),
  'vault/lock': (ports) => lock(ports),
  'vault/change-passphrase': changePassphrase,
  'vault/restore': (ports, { text }) => restoreCopy(ports, text),
  'vault/start-over': (ports, { locked }) => startOver(ports, locked),
  'passkey/add': addPasskey,
  'passkey/remove': removePasskeys,
  'notice/dismiss': (ports) => dismissNotice(ports),
  'draft/keep': (ports, { draft }) => keepDraft(ports, draft),
  'draft/discard': (ports, { key }) => discardDraft(ports, key),
  'profile/save': saveProfile,
  'profile/remove': (ports, { profileId }) => removeProfile(ports, profileId),
  'credential/confirm': confirmCredential,
  'credential/go-back': goBack,
  'pick/set': pick,
  'clock/confirm': confirmClock,
  'pause/set': (ports, { paused }) => pause(ports, paused),
  'settings/set-auto-lock': setAutoLock,
  'settings/set-observes': (ports, { observes }) => setObserves(ports, observes),
  'activity/clear': (ports) => clearActivity(ports),
};
