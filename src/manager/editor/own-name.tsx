/**
 * The name of an issuer that its server gives, if the user has typed another one. The server's metadata
 * are not used until the user takes that name, and it is looked up itself.
 */
import { text } from '../../platform/texts';

interface OwnNameProps {
  readonly name: string;
  readonly busy: boolean;
  /** In the tick of the click: the browser may have to ask for the host. */
  readonly onUse: () => void;
}

export function OwnName({ name, busy, onUse }: OwnNameProps) {
  return (
    <div class="notice field">
      <p>{text('issuerCallsItself', name)}</p>
      <div class="row">
        <button type="button" aria-disabled={busy} onClick={onUse}>
          {text('issuerUseOwnName', name)}
        </button>
      </div>
    </div>
  );
}
