/** The check box that gives this tab a pick of its own, and what follows from that. */
import type { ProfileSummary } from '../../domain/app-state';
import type { ProfileId } from '../../domain/profile';
import type { Origin } from '../../domain/site';
import { text } from '../../platform/texts';
import type { Command } from '../../protocol/messages';

interface OnlyInTabProps {
  readonly origin: Origin;
  readonly tabId: number;
  readonly isOn: boolean;
  /** The profile that the tab sends. */
  readonly inUse: ProfileSummary | undefined;
  /** The name of the site's own pick, which the other tabs send. */
  readonly sitePick: string;
  readonly onPick: (command: Command) => void;
}

export function OnlyInTab({ origin, tabId, isOn, inUse, sitePick, onPick }: OnlyInTabProps) {
  // The tab sends the site's pick there.
  const elsewhere = isOn && inUse ? hostsBeside(origin, inUse) : [];
  const onChange = (wanted: boolean) =>
    onPick(
      wanted
        ? { type: 'pick/in-tab', origin, tabId, profileId: identityOf(inUse) }
        : { type: 'pick/end-in-tab', origin, tabId },
    );
  return (
    <div class="only-in-tab">
      <label class="check">
        <input
          type="checkbox"
          autocomplete="off"
          checked={isOn}
          aria-describedby={isOn ? 'only-in-tab' : undefined}
          onChange={({ currentTarget }) => onChange(currentTarget.checked)}
        />
        {text('popupOnlyInTab')}
      </label>
      {isOn && (
        <div id="only-in-tab" class="hint">
          <p>{text('popupOtherTabs', sitePick)}</p>
          {elsewhere.length > 0 && <p>{text('popupNotElsewhere', elsewhere.join(', '))}</p>}
          <p>{text('popupOnlyInTabMeaning')}</p>
        </div>
      )}
    </div>
  );
}

function hostsBeside(origin: Origin, { sites }: ProfileSummary): readonly string[] {
  const others = sites.filter((site) => site.origin !== origin);
  return [...new Set(others.map((site) => new URL(site.origin).host))];
}

function identityOf(inUse: ProfileSummary | undefined): ProfileId | null {
  return inUse && !inUse.isExtra ? inUse.id : null;
}
