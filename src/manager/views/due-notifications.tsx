/** Whether the system tells when a credential is due. Off until the user wants it. */
import { useEffect, useId, useState } from 'preact/hooks';
import {
  allowNotifications,
  areNotificationsAllowed,
  giveUpNotifications,
} from '../../platform/notifications';
import { text } from '../../platform/texts';

export function DueNotifications() {
  const [on, setOn] = useState(false);
  const id = useId();
  useEffect(() => {
    void areNotificationsAllowed().then(setOn);
  }, []);

  function set(wanted: boolean) {
    // The request in the very tick of the click: browsers ask only in a gesture.
    const settled = wanted ? allowNotifications() : giveUpNotifications();
    // As it was ticked, so that a refusal unticks it.
    setOn(wanted);
    void settled.then(setOn);
  }

  return (
    <div class="stack">
      <label class="check">
        <input
          type="checkbox"
          autocomplete="off"
          aria-describedby={id}
          checked={on}
          onChange={({ currentTarget }) => set(currentTarget.checked)}
        />
        {text('settingsNotify')}
      </label>
      <p class="hint" id={id}>
        {text('settingsNotifyHint')}
      </p>
    </div>
  );
}
