/** Lists the keys of the popup, the browser and the manager. */
import { useEffect, useState } from 'preact/hooks';
import { DEFAULT_SETTINGS, type Settings } from '../../domain/settings';
import { isFirefox } from '../../platform/browser-info';
import { readShortcuts, type Shortcut } from '../../platform/shortcuts';
import { type TextKey, text } from '../../platform/texts';
import { Heading } from '../../ui/heading';
import { CopiedAddress } from '../copied-address';
import { KeyList } from './key-list';
import { POPUP_KEYS, singleKeys } from './popup-keys';

const COMMANDS: Readonly<Record<string, TextKey>> = {
  _execute_action: 'commandOpen',
  lock: 'commandLock',
  pause: 'commandPause',
  'next-profile': 'commandNextProfile',
};

interface KeyboardViewProps {
  /** Absent: the vault is closed. */
  readonly settings?: Pick<Settings, 'singleKeys' | 'digitsPick'> | undefined;
}

export function KeyboardView({ settings = DEFAULT_SETTINGS }: KeyboardViewProps) {
  const keys = [...POPUP_KEYS, ...(settings.singleKeys ? singleKeys(settings) : [])];
  return (
    <section class="stack">
      <Heading>{text('keyboardTitle')}</Heading>
      <section class="stack">
        <h2>{text('keyboardPopup')}</h2>
        <KeyList rows={keys.map(([key, meaning]) => [<kbd key={key}>{key}</kbd>, text(meaning)])} />
        <p class="hint">{text(settings.singleKeys ? 'keyboardSingleKeys' : 'keysOff')}</p>
      </section>
      <section class="stack">
        <h2>{text('keyboardManager')}</h2>
        <KeyList
          rows={[
            ...(settings.singleKeys
              ? [[<kbd key="/">/</kbd>, text('keyboardSearch')] as const]
              : []),
            [<kbd key="z">Ctrl Z</kbd>, text('keyboardUndo')],
          ]}
        />
      </section>
      <BrowserKeys />
    </section>
  );
}

function BrowserKeys() {
  const shortcuts = useShortcuts();
  return (
    <section class="stack">
      <h2>{text('keyboardBrowser')}</h2>
      <p>{text('keyboardBrowserMeaning')}</p>
      <KeyList
        rows={shortcuts.map(({ name, keys }) => [
          keys === '' ? <span class="hint">{text('keyboardNotSet')}</span> : <kbd>{keys}</kbd>,
          meaningOf(name),
        ])}
      />
      <p class="hint">{text(isFirefox() ? 'keyboardChangeFirefox' : 'keyboardChange')}</p>
      <CopiedAddress
        label={text('keyboardAddress')}
        address={isFirefox() ? 'about:addons' : 'chrome://extensions/shortcuts'}
      />
    </section>
  );
}

function meaningOf(name: string): string {
  const key = COMMANDS[name];
  return key ? text(key) : name;
}

/** The user may change the keys in another tab, and comes back to this one. */
function useShortcuts(): readonly Shortcut[] {
  const [shortcuts, setShortcuts] = useState<readonly Shortcut[]>([]);
  useEffect(() => {
    const read = () => void readShortcuts().then(setShortcuts, () => undefined);
    read();
    window.addEventListener('focus', read);
    return () => window.removeEventListener('focus', read);
  }, []);
  return shortcuts;
}
