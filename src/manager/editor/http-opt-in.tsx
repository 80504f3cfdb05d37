/** Allows plain http. It stands beside the address that was refused for it. */
import { Switch } from '../switch';

interface HttpOptInProps {
  readonly allowHttp: boolean;
  readonly onChange: (change: { readonly allowHttp: boolean }) => void;
}

export function HttpOptIn({ allowHttp, onChange }: HttpOptInProps) {
  return (
    <Switch
      label="formAllowHttp"
      hint="formAllowHttpHint"
      checked={allowHttp}
      onChange={(checked) => onChange({ allowHttp: checked })}
    />
  );
}
