/**
 * Entry point of the background. It registers every listener synchronously: the browser replays the
 * event that woke the background only to listeners that exist by then.
 */

import '../platform/polyfilled';
import { listenForPagesAgain, onPageAsked } from '../platform/asked-pages';
import { onCommand } from '../platform/commands';
import { onLeft } from '../platform/idle-watch';
import { showManager } from '../platform/manager-tab';
import { onPageMessage } from '../platform/messages';
import { closeLeftPage } from '../platform/offscreen';
import {
  onPageShown,
  onTabChanged,
  onTabClosed,
  onTabRenamed,
  onTabShown,
} from '../platform/open-tabs';
import {
  onBrowserStart,
  onFirstInstalled,
  onUpdated,
  onUpdateWaiting,
} from '../platform/own-update';
import { listenAgain, onRequest } from '../platform/request-watch';
import { onPermissionsChanged } from '../platform/site-permissions';
import { onClipboardAlarm, onWakeUp } from '../platform/wake-up';
import { route } from '../protocol/router';
import { browserPorts } from './browser-ports';
import { compose } from './compose';
import { report } from './perform';
import { queriesFor } from './queries';

const ports = browserPorts();
const {
  perform,
  inTurn,
  signIns,
  backups,
  seeRequest,
  seePage,
  tabChanged,
  watchClosely,
  runTest,
  tryLogin,
  useTab,
  seeAskedPage,
  onShortcut,
  reconcileSoon,
  clearClipboardSoon,
  tabShownSoon,
  tabClosed,
  tabRenamed,
  lockSoon,
  noteRefused,
  noteUpdate,
  noteUpdateWaiting,
} = compose(ports);
const queries = queriesFor(ports, {
  inTurn,
  signIns,
  backups,
  watchClosely,
  runTest,
  tryLogin,
  useTab,
});

onPageMessage(
  (message, isPopup) => route(message, { queries, perform, onRefused: noteRefused, isPopup }),
  noteRefused,
);
onWakeUp(reconcileSoon);
onClipboardAlarm(clearClipboardSoon);
onPermissionsChanged(() => {
  listenAgain();
  listenForPagesAgain();
  reconcileSoon();
  clearClipboardSoon();
});
onRequest(seeRequest);
onPageAsked(seeAskedPage);
onPageShown(seePage);
onTabChanged(tabChanged);
onCommand(onShortcut);
onLeft(lockSoon);
// The welcome, if there is no vault.
onFirstInstalled(() => void showManager('', false).catch(report));
onUpdated(noteUpdate);
// Each start of the background paints the toolbar: locked, or not set up.
onBrowserStart(() => undefined);
onUpdateWaiting(noteUpdateWaiting);
onTabShown(tabShownSoon);
onTabClosed((...closed) => void tabClosed(...closed).catch(report));
onTabRenamed((...ids) => void tabRenamed(...ids).catch(report));

closeLeftPage();
reconcileSoon();
clearClipboardSoon();
