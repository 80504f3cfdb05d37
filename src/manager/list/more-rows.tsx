/** Draws a long list in portions: the next one when its end comes near, or at a click. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { text } from '../../platform/texts';

/** More than a window shows, and few enough to be drawn within a frame. */
const PORTION = 40;

/** @param isAnother - Another object begins again with the first portion. */
export function usePortion(isAnother: unknown, atLeast: number) {
  const first = Math.ceil(Math.max(atLeast, 1) / PORTION) * PORTION;
  const [portion, setPortion] = useState({ of: isAnother, count: first });
  const count = portion.of === isAnother ? portion.count : PORTION;
  return { count, showMore: () => setPortion({ of: isAnother, count: count + PORTION }) };
}

interface MoreRowsProps {
  readonly left: number;
  /** @param isClicked - The button has the focus, and may disappear. */
  readonly onMore: (isClicked: boolean) => void;
}

export function MoreRows({ left, onMore }: MoreRowsProps) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const end = button.current;
    if (!end) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) onMore(false);
      },
      { rootMargin: '800px' },
    );
    observer.observe(end);
    return () => observer.disconnect();
    // It reports changes alone, so each portion needs a new one.
  }, [left]);
  return (
    <button type="button" ref={button} onClick={() => onMore(true)}>
      {text('listMore', String(Math.min(left, PORTION)), String(left))}
    </button>
  );
}
