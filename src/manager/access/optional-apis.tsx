/** The permissions that are no hosts: what each is for, and giving it back. */
import { useId } from 'preact/hooks';
import type { OptionalApi } from '../../platform/granted-access';
import { type TextKey, text } from '../../platform/texts';
import { LeavingButton } from './leaving-button';

const SAID: Readonly<Record<OptionalApi, { readonly name: TextKey; readonly why: TextKey }>> = {
  notifications: { name: 'accessNotifications', why: 'accessNotificationsWhy' },
  clipboard: { name: 'accessClipboard', why: 'accessClipboardWhy' },
};

interface OptionalApisProps {
  readonly apis: readonly OptionalApi[];
  readonly onGiveBack: (api: OptionalApi, name: string) => void;
}

export function OptionalApis({ apis, onGiveBack }: OptionalApisProps) {
  const id = useId();
  return (
    <section class="stack">
      <h2>{text('accessApis')}</h2>
      <ul class="hosts">
        {apis.map((api) => (
          <li key={api}>
            <div>
              <strong id={`${id}-${api}`}>{text(SAID[api].name)}</strong>
              <p class="hint">{text(SAID[api].why)}</p>
            </div>
            <LeavingButton
              describedBy={`${id}-${api}`}
              onClick={() => onGiveBack(api, text(SAID[api].name))}
            >
              {text('accessGiveBack')}
            </LeavingButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
