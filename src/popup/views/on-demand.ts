/** Loads a view of the popup when it is first drawn. */
import type { FunctionComponent } from 'preact';
import { onDemand } from '../../ui/on-demand';

type Views = typeof import('./on-demand-views');

export function onDemandView<P extends object>(
  choose: (views: Views) => FunctionComponent<P>,
): FunctionComponent<P> {
  return onDemand(() => import('./on-demand-views').then(choose));
}
