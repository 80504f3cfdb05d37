/** Loads the views that the popup needs later, all at once. */
import type { FunctionComponent } from 'preact';
import { onDemand } from '../../ui/on-demand';

type Views = typeof import('./on-demand-views');

let views: Views | undefined;

/**
 * Called after the first paint: a view that came later than the click that asks for it would move what
 * stands below it under the cursor.
 */
export async function loadViews(): Promise<Views> {
  views ??= await import('./on-demand-views');
  return views;
}

export function onDemandView<P extends object>(
  choose: (views: Views) => FunctionComponent<P>,
): FunctionComponent<P> {
  return onDemand(
    () => loadViews().then(choose),
    () => views && choose(views),
  );
}
