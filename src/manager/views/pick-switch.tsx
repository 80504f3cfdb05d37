/** Chooses whether the profiles of a review are in use at once, and says what follows from it. */
import { Switch } from '../switch';

interface PickSwitchProps {
  readonly isPicked: boolean;
  readonly onPicked: (isPicked: boolean) => void;
}

export function PickSwitch({ isPicked, onPicked }: PickSwitchProps) {
  return (
    <Switch
      label="importPick"
      hint={isPicked ? 'importPickOn' : 'importPickOff'}
      checked={isPicked}
      onChange={onPicked}
    />
  );
}
