/** The choice of a profile on a site: shown at once, and taken back if the background refuses it. */
import { useState } from 'preact/hooks';
import type { ProfileSummary } from '../../domain/app-state';
import type { Origin } from '../../domain/site';
import type { Command } from '../../protocol/messages';
import { type Choice, EXTRAS_ALONE } from './choices';

interface ChosenHere {
  readonly origin: Origin;
  readonly inUse: ProfileSummary | undefined;
  /** The tab, if it has a pick of its own. */
  readonly ownTab: number | undefined;
  /** Resolves to true if the background has done it. */
  readonly act: (command: Command) => Promise<boolean>;
}

export function useChoice({ origin, inUse, ownTab, act }: ChosenHere) {
  const [chosen, setChosen] = useState<Choice>();
  /** Whether the page may have been loaded under another pick. */
  const [switched, setSwitched] = useState(false);

  async function choose(choice: Choice) {
    setChosen(choice);
    await pick(pickOf(choice));
    // Keep a later choice of the user.
    setChosen((latest) => (latest === choice ? undefined : latest));
  }

  function pickOf(choice: Choice): Command {
    if (choice === EXTRAS_ALONE) return { type: 'pick/extras-alone', origin };
    return ownTab === undefined
      ? { type: 'pick/set', origin, profileId: choice }
      : { type: 'pick/in-tab', origin, tabId: ownTab, profileId: choice };
  }

  async function pick(command: Command) {
    const done = await act(command);
    setSwitched((before) => before || done);
  }

  const picked = chosen === undefined ? choiceIn(inUse) : chosen;
  return { picked, switched, setSwitched, choose, pick };
}

function choiceIn(inUse: ProfileSummary | undefined): Choice {
  return inUse?.isExtra ? EXTRAS_ALONE : (inUse?.id ?? null);
}
