/** The ports as this browser provides them. */
import type { Ports } from '../app/ports';
import { envelopeStore } from '../platform/envelope-store';
import { idleWatch } from '../platform/idle-watch';
import { pageState } from '../platform/page-state';
import { ruleStore } from '../platform/rule-store';
import { sessionStore } from '../platform/session-store';
import { sitePermissions } from '../platform/site-permissions';
import { toolbar } from '../platform/toolbar';
import { wakeUp } from '../platform/wake-up';

export function browserPorts(): Ports {
  return {
    envelope: envelopeStore,
    session: sessionStore,
    rules: ruleStore,
    permissions: sitePermissions,
    wakeUp,
    pages: pageState,
    toolbar,
    idle: idleWatch,
    now: () => Date.now(),
  };
}
