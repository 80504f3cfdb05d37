/** The check box that gives this tab a pick of its own, and what follows from that. */
import { text } from '../../platform/texts';

interface OnlyInTabProps {
  readonly isOn: boolean;
  /** The name of the site's own pick, which the other tabs send. */
  readonly sitePick: string;
  /** The other sites of the tab's profile, where the tab sends what the site does. */
  readonly elsewhere: readonly string[];
  readonly onChange: (isOn: boolean) => void;
}

export function OnlyInTab({ isOn, sitePick, elsewhere, onChange }: OnlyInTabProps) {
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
