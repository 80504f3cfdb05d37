/** Loads a view when it is first drawn, so that the popup opens fast. */
import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/**
 * @param load - Imports the view.
 * @param loaded - The view, if it is loaded already.
 * @returns a view that draws nothing until the import has ended.
 */
export function onDemand<P extends object>(
  load: () => Promise<FunctionComponent<P>>,
  loaded: () => FunctionComponent<P> | undefined,
): FunctionComponent<P> {
  return (props) => {
    const [{ View }, setView] = useState(() => ({ View: loaded() }));
    useEffect(() => {
      if (!View) void load().then((each) => setView({ View: each }));
    }, []);
    return View ? <View {...props} /> : null;
  };
}
