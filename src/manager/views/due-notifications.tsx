/** Whether the system tells when a credential is due. Off until the user wants it. */
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
    // The request in the very tick of the click: browsers ask only in a gesture.
    const settled = wanted ? allowNotifications() : giveUpNotifications();
    // As it was ticked, so that a refusal unticks it.
    setOn(wanted);
    void settled.then(setOn);
  }

  return <Switch label="settingsNotify" hint="settingsNotifyHint" checked={on} onChange={set} />;
}
