/**
 * Entry point of the background. Registers every listener in its first turn, since the browser
 * replays the event that woke it only to listeners that are there by then.
 */
import { lock } from '../app/lock';
import { readState } from '../app/read-state';
import { serial } from '../app/serial';
import { start } from '../app/start';
import { syncRules } from '../app/sync-rules';
import { AppError } from '../domain/errors';
import { onLeft } from '../platform/idle-watch';
import { onPageMessage } from '../platform/messages';
import { onPermissionsChanged } from '../platform/site-permissions';
import { onWakeUp } from '../platform/wake-up';
import { route } from '../protocol/router';
import { browserPorts } from './browser-ports';
import { handlersFor } from './handlers';

const ports = browserPorts();
const handlers = handlersFor(ports);
const inTurn = serial();

const published = async () => {
  const state = await readState(ports);
  await ports.pages.publish(state);
  return state;
};

/** What no page waits for: its failure is told by the state, not thrown at nobody. */
const inBackground = (task: () => Promise<void>) => {
  void inTurn(async () => {
    try {
      await task();
    } catch (error) {
      if (!(error instanceof AppError)) console.error(error);
    }
    await published();
  });
};

const syncUnlocked = async () => {
  const { dataKey } = await ports.session.read();
  if (dataKey) await syncRules(ports);
};

onPageMessage((message) => inTurn(() => route(message, handlers, published)));
onWakeUp(() => inBackground(syncUnlocked));
onPermissionsChanged(() => inBackground(syncUnlocked));
onLeft(() => inBackground(() => lock(ports)));

inBackground(() => start(ports));
