/** Loads a view when it is first drawn, so that the popup opens fast. */
import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** @param load - Imports the view. @returns a view that draws nothing until the import has ended. */
export function onDemand<P extends object>(
  load: () => Promise<FunctionComponent<P>>,
): FunctionComponent<P> {
  return (props) => {
    const [view, setView] = useState<{ readonly View: FunctionComponent<P> }>();
    useEffect(() => {
      void load().then((View) => setView({ View }));
    }, []);
    return view ? <view.View {...props} /> : null;
  };
}
