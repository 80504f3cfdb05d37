/** Loads a view of the popup when it is first drawn. */
import type { FunctionComponent } from 'preact';
import { onDemand } from '../../ui/on-demand';

type Later = typeof import('./later');

export function later<P extends object>(
  choose: (views: Later) => FunctionComponent<P>,
): FunctionComponent<P> {
  return onDemand(() => import('./later').then(choose));
}
