/**
 * Entry point of the background. Registers every listener in its first turn, since the browser
 * replays the event that woke it only to listeners that are there by then.
 */
import { lock } from '../app/lock';
import { pause } from '../app/pause';
import { pickNext } from '../app/pick-next';
import { readState } from '../app/read-state';
import { reconcile } from '../app/reconcile';
import { serial } from '../app/serial';
import { showToolbar } from '../app/show-toolbar';
import { AppError } from '../domain/errors';
import type { Origin } from '../domain/site';
import { type CommandName, onCommand } from '../platform/commands';
import { onLeft } from '../platform/idle-watch';
import { onPageMessage } from '../platform/messages';
import { onPermissionsChanged } from '../platform/site-permissions';
import { onWakeUp } from '../platform/wake-up';
import { route } from '../protocol/router';
import { browserPorts } from './browser-ports';
import { commandsFor, queriesFor } from './handlers';

const ports = browserPorts();
const commands = commandsFor(ports);
const queries = queriesFor(ports);
const inTurn = serial();

/** The state after whatever has just been done; pages that could not be told will ask. */
const publishState = async () => {
  const state = await readState(ports);
  // Not waited for: whoever has asked is answered, and the others hear of it in order.
  void Promise.all([ports.pages.publish(state), showToolbar(ports.toolbar, state)]).catch(report);
  return state;
};

/** What no page waits for: its failure is told by the state, not thrown at nobody. */
const reconcileSoon = () => {
  void inTurn(async () => {
    await reconcile(ports).catch(report);
    await publishState().catch(report);
  });
};

onPageMessage((message) => route(message, { commands, queries, inTurn, readState: publishState }));
onWakeUp(reconcileSoon);
onPermissionsChanged(reconcileSoon);
onCommand((name, origin) => {
  void inTurn(async () => {
    await run(name, origin).catch(report);
    await publishState().catch(report);
  });
});
onLeft(() => {
  void inTurn(async () => {
    await lock(ports).catch(report);
    await publishState().catch(report);
  });
});

reconcileSoon();

async function run(name: CommandName, origin: Origin | undefined): Promise<void> {
  if (name === 'lock') await lock(ports);
  if (name === 'pause') await pause(ports, !(await readState(ports)).paused);
  if (name === 'next-profile' && origin) await pickNext(ports, origin);
}

/** An `AppError` is a case we know and have told; anything else is ours to mend. */
function report(error: unknown): void {
  if (!(error instanceof AppError)) console.error(error);
}
