/** Collects the browser's implementations of the ports. */
import type { BrowserPorts } from '../app/ports';
import { activityStore } from '../platform/activity-store';
import { askServer } from '../platform/ask-server';
import { backupCipher } from '../platform/backup-cipher';
import { clipboard } from '../platform/clipboard';
import { idleWatch } from '../platform/idle-watch';
import { notifier } from '../platform/notifications';
import { openTabs } from '../platform/open-tabs';
import { ownUpdate } from '../platform/own-update';
import { pageState } from '../platform/page-state';
import { requestWatch } from '../platform/request-watch';
import { ruleStore } from '../platform/rule-store';
import { askServerSeeingRedirects } from '../platform/seen-redirects';
import { sessionStore } from '../platform/session-store';
import { sitePermissions } from '../platform/site-permissions';
import { tabPicksMark } from '../platform/tab-picks-mark';
import { toolbar } from '../platform/toolbar';
import { vaultDatabase } from '../platform/vault-database';
import { vaultStorage } from '../platform/vault-storage';
import { clipboardAlarm, wakeUp } from '../platform/wake-up';
import { redirectUri, visitSilently } from '../platform/web-auth-flow';

export function browserPorts(): BrowserPorts {
  return {
    copies: [vaultStorage, vaultDatabase],
    session: sessionStore,
    activity: activityStore,
    rules: ruleStore,
    permissions: sitePermissions,
    wakeUp,
    clipboard,
    clipboardAlarm,
    cipher: backupCipher,
    pages: pageState,
    toolbar,
    notifier,
    idle: idleWatch,
    update: ownUpdate,
    requests: requestWatch,
    tabs: openTabs,
    tabPicksMark,
    fetch: askServer,
    fetchSeeingRedirects: askServerSeeingRedirects,
    redirectUri,
    visitSilently,
    now: () => Date.now(),
  };
}
