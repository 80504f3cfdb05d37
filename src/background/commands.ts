/**
 * One use case per command. Each returns the vault if it has it open. A restore of a backup works before
 * its turn and is not here.
 */
import { clearActivity } from '../app/activity/clear-activity';
import { deleteFromBin, emptyBin } from '../app/bin/delete-from-bin';
import { discardDraft } from '../app/bin/discard-draft';
import { restore } from '../app/bin/restore';
import { undo } from '../app/bin/undo';
import { confirmClock } from '../app/clocks/confirm-clock';
import { forgetReview, keepReview } from '../app/exchange/kept-review';
import { saveImported } from '../app/exchange/save-imported';
import { arm, disarm } from '../app/headers/arm';
import { forgetEnded } from '../app/headers/ended-picks';
import {
  pick,
  pickEverywhere,
  pickExtrasAlone,
  pickMany,
  setEnd,
  setExtra,
} from '../app/headers/pick';
import { dismissTabPicksEnded, endTabPick, pickInTab } from '../app/headers/tab-picks';
import { addPasskey, changePassphrase, removePasskeys } from '../app/keys/change-keys';
import { confirm, confirmByPasskey } from '../app/keys/confirm';
import { createVault } from '../app/keys/create-vault';
import { restoreCopy, startOver } from '../app/keys/recover';
import { unlock, unlockByAskedPasskey } from '../app/keys/unlock';
import { lock } from '../app/lock/lock';
import { dismissNews } from '../app/pages/news';
import type { Ports } from '../app/ports';
import { addCaller } from '../app/profiles/add-caller';
import { addSite } from '../app/profiles/add-site';
import { colourProfiles } from '../app/profiles/colour-profiles';
import { declineCall } from '../app/profiles/decline-call';
import { duplicateProfile } from '../app/profiles/duplicate-profile';
import { clearDraft, keepDraft } from '../app/profiles/kept-drafts';
import { discardReplacement, keepReplacement } from '../app/profiles/kept-replacements';
import { removeProfiles } from '../app/profiles/remove-profiles';
import { renewToken } from '../app/profiles/renew-token';
import { replaceCredential } from '../app/profiles/replace-credential';
import { confirmCredential, goBack } from '../app/profiles/replaced-credential';
import { saveProfile } from '../app/profiles/save-profile';
import { keepWidening, removeWidening } from '../app/profiles/told-widening';
import { reconcile } from '../app/reconcile';
import { changeSettings } from '../app/settings';
import { importShare } from '../app/share/import-share';
import { dismissUnrevoked } from '../app/tokens/revocations';
import type { OpenVault } from '../app/vault/commit';
import { dismissNotice } from '../app/vault/copy-notice';
import type { Command, RequestOf } from '../protocol/messages';

/** Its key derivation takes seconds, in which other commands run. */
export type LongCommand = 'backup/restore';

type Commands = {
  readonly [T in Exclude<Command['type'], LongCommand>]: (
    ports: Ports,
    command: RequestOf<T>,
  ) => Promise<OpenVault | undefined>;
};

export const commands: Commands = {
  'state/read': (ports) => reconcile(ports),
  'vault/create': (ports, { passphrase }) => createVault(ports, passphrase),
  'vault/unlock': (ports, { passphrase }) => unlock(ports, passphrase),
  'vault/unlock-by-passkey': unlockByAskedPasskey,
  'vault/lock': (ports) => lock(ports),
  'vault/confirm': (ports, { passphrase }) => confirm(ports, passphrase),
  'vault/confirm-by-passkey': (ports, { answer }) => confirmByPasskey(ports, answer),
  'vault/change-passphrase': changePassphrase,
  'vault/restore': (ports, { text }) => restoreCopy(ports, text),
  'vault/start-over': (ports, { locked }) => startOver(ports, locked),
  'passkey/add': addPasskey,
  'passkey/remove': removePasskeys,
  'notice/dismiss': (ports) => dismissNotice(ports),
  'news/dismiss': (ports) => dismissNews(ports),
  'unrevoked/dismiss': (ports) => dismissUnrevoked(ports),
  'draft/keep': (ports, { draft }) => keepDraft(ports, draft),
  'draft/clear': (ports, { key }) => clearDraft(ports, key),
  'draft/discard': (ports, { key }) => discardDraft(ports, key),
  'replacement/keep': keepReplacement,
  'replacement/discard': discardReplacement,
  'profile/save': saveProfile,
  'profile/duplicate': duplicateProfile,
  'profile/remove': removeProfiles,
  'profile/colour': colourProfiles,
  'bin/undo': (ports, { ids }) => undo(ports, ids),
  'bin/restore': (ports, { id }) => restore(ports, id),
  'bin/delete': (ports, { ids }) => deleteFromBin(ports, ids),
  'bin/empty': (ports) => emptyBin(ports),
  'profile/add-site': addSite,
  'profile/add-caller': addCaller,
  'call/decline': declineCall,
  'widening/keep': (ports, { profileId }) => keepWidening(ports, profileId),
  'widening/remove': (ports, { profileId }) => removeWidening(ports, profileId),
  'token/renew': renewToken,
  'credential/replace': replaceCredential,
  'credential/confirm': confirmCredential,
  'credential/go-back': goBack,
  'pick/set': pick,
  'pick/extra': setExtra,
  'pick/extras-alone': pickExtrasAlone,
  'pick/arm': arm,
  'pick/disarm': disarm,
  'pick/everywhere': pickEverywhere,
  'pick/end': setEnd,
  'pick/end-seen': (ports, { origin }) => forgetEnded(ports, (each) => each === origin),
  'pick/many': pickMany,
  'pick/in-tab': pickInTab,
  'pick/end-in-tab': endTabPick,
  'tab-picks/dismiss': (ports) => dismissTabPicksEnded(ports),
  'clock/confirm': confirmClock,
  'settings/change': (ports, { settings }) => changeSettings(ports, settings),
  'share/import': importShare,
  'activity/clear': (ports) => clearActivity(ports),
  'import/save': saveImported,
  'import/keep': (ports, { review }) => keepReview(ports, review),
  'import/forget': (ports) => forgetReview(ports),
};
