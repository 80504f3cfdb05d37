/** Tells once that the pick of a site has ended by itself: as long as this popup is open. */
import { useEffect, useState } from 'preact/hooks';
import type { OpenState } from '../../domain/app-state';
import type { EndedBy } from '../../domain/pick-end';
import type { Origin } from '../../domain/site';
import type { Command } from '../../protocol/messages';

export function useEndedPick(
  { endedPicks }: OpenState,
  origin: Origin,
  act: (command: Command) => void,
): EndedBy | undefined {
  const ended = endedPicks?.[origin];
  const [told, setTold] = useState(ended);
  useEffect(() => {
    if (!ended) return;
    setTold(ended);
    act({ type: 'pick/end-seen', origin });
  }, [ended]);
  return told;
}
