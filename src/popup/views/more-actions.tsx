/** Folds up the rare actions and loads their code on opening, so that the popup opens fast. */
import type { FunctionComponent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { text } from '../../platform/texts';
import type { MoreProps } from './more';

export function MoreActions(props: MoreProps) {
  const { testsWanted } = props;
  const [view, setView] = useState<{ readonly More: FunctionComponent<MoreProps> }>();
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    if (testsWanted > 0 && details.current) details.current.open = true;
  }, [testsWanted]);
  return (
    <details class="more" ref={details} onToggle={() => void import('./more').then(setView)}>
      <summary>{text('formMore')}</summary>
      {view && <view.More {...props} />}
    </details>
  );
}
