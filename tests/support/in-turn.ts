/** Runs a use case as the background does: in a turn, between the checks of the gate. */
import type { Ports } from '../../src/app/ports';
import { turnsOn } from '../../src/app/turns';

/** Tells no page. */
export function inTurn<T>(ports: Ports, task: (own: Ports) => Promise<T>): Promise<T> {
  return turnsOn(ports, async () => {}).take(task);
}
