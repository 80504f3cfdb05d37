/** Takes files that are dropped anywhere on the page: beside the area the browser would open them. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Failure } from '../../domain/errors';
import type { ChosenSource } from '../../domain/import-work';
import { sourcesDropped } from './chosen-files';

/** @returns whether something is held over the page. */
export function useDrop(
  onDropped: (sources: readonly ChosenSource[]) => void,
  onFailed: (failure: Failure) => void,
): boolean {
  const [isOver, setIsOver] = useState(false);
  const latest = useRef({ onDropped, onFailed });
  latest.current = { onDropped, onFailed };
  // Not after the next paint: a file that is dropped before would be opened in place of the page.
  useLayoutEffect(() => {
    const over = (event: DragEvent) => {
      event.preventDefault();
      setIsOver(true);
    };
    const leave = ({ relatedTarget }: DragEvent) => {
      // From one element of the page to another.
      if (relatedTarget === null) setIsOver(false);
    };
    const drop = (event: DragEvent) => {
      event.preventDefault();
      setIsOver(false);
      if (!event.dataTransfer) return;
      sourcesDropped(event.dataTransfer).then(
        (sources) => latest.current.onDropped(sources),
        () => latest.current.onFailed({ code: 'import-refused', problem: 'import-unreadable' }),
      );
    };
    document.addEventListener('dragover', over);
    document.addEventListener('dragleave', leave);
    document.addEventListener('drop', drop);
    return () => {
      document.removeEventListener('dragover', over);
      document.removeEventListener('dragleave', leave);
      document.removeEventListener('drop', drop);
    };
  }, []);
  return isOver;
}
