/** Turns on system notifications for due credentials. Off by default. */
import { useEffect, useState } from 'preact/hooks';
import {
  allowNotifications,
  areNotificationsAllowed,
  giveUpNotifications,
} from '../../platform/notifications';
import { Switch } from '../switch';

export function DueNotifications() {
  const [on, setOn] = useState(false);
  useEffect(() => {
    void areNotificationsAllowed().then(setOn);
  }, []);

  function set(wanted: boolean) {
    // Browsers ask for a permission only in the tick of the click.
    const settled = wanted ? allowNotifications() : giveUpNotifications();
    // Show the tick now; a refusal removes it.
    setOn(wanted);
    void settled.then(setOn);
  }

  return <Switch label="settingsNotify" hint="settingsNotifyHint" checked={on} onChange={set} />;
}
